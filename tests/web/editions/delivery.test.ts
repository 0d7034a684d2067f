import { describe, expect, it } from "vitest";
import { readerOf } from "../../../functions/core/access/actor.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { writeNewEntry } from "../../../functions/steps/editions/entries/write-entry.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import { getSamples } from "../../../functions/store/ledger/samples.ts";
import { listSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { ann } from "../../examples/builders.ts";
import { until } from "../../local-pipeline.ts";
import { elements } from "../../mail/html-tree.ts";
import { never } from "../../steps/an-edition.ts";
import { sendAll } from "../../steps/editions/a-wrong-edition.ts";
import { aSite, bulletin, post, type Site } from "../a-served-site.ts";
import { mistakes } from "../html-mistakes.ts";

/** An edition whose letters are all with Amazon SES. */
async function aSentEdition(site: Site, day: string) {
  const { pipeline, template } = site;
  const entry = { title: `News of ${day}`, body: "Words.", format: "markdown" } as const;
  const given = { id: pipeline.newId(), bulletin: bulletin.id, status: "ready" } as const;
  await writeNewEntry(pipeline, Object.assign({}, entry, given), ann);
  const slot = new Date(`${day}T09:00:00Z`);
  const composed = await composeEdition(pipeline, template, { bulletin, slot, by: ann });
  if (composed.kind !== "composed") throw new Error(composed.kind);
  const { id } = composed.edition;
  await addressEdition(pipeline, { edition: id, round: 0 }, never);
  await sendAll(site, id);
  return id;
}

const pageOf = async (site: Site, id: string) => (await site.request(`/editions/${id}`)).text();

describe("the page of an edition that was sent", () => {
  it("tells who wrote it and when it was sent, and compares it with earlier ones", async () => {
    const site = await aSite({ people: 3 });
    const earlier = await aSentEdition(site, "2026-11-10");
    site.start();
    await until("the earlier one is counted", async () => {
      await runClock(site.pipeline, site.template);
      return (await getSamples(site.pipeline.table, earlier)).at(-1)?.delivered === 3;
    });
    const id = await aSentEdition(site, "2026-11-17");
    await until("all have it", async () => (await readAccount(site.pipeline, id)).accepted === 3);
    const { table } = site.pipeline;
    const [reader] = await Array.fromAsync(listSubscriptions(table, "care-leaders"));
    const bearer = { edition: id, subscriber: reader?.id ?? "" };
    await unsubscribe(site.pipeline, bearer, readerOf(bearer));
    const text = await pageOf(site, id);
    const cells = elements(text, "td").map(cell => cell.text.trim());
    // People, delivered, returned, left: of this edition, then of the earlier one.
    expect(cells.filter(cell => cell === "100 %")).not.toEqual([]);
    expect(cells.slice(cells.lastIndexOf("100 %") - 1)).toEqual(
      expect.arrayContaining(["3", "100 %", "0 %", "0"]),
    );
    expect(text).toMatch(/This edition.*?<td[^>]*>3<.*?<td[^>]*>\s*1\s*<\/td>/s);
    expect(text).toMatch(/Written<\/strong> <bdi>by Dr A\. Jones/);
    expect(text).toMatch(/Sent<\/strong> <bdi>(since|at|from) /);
    expect(text).toContain("3 of 3 sent");
    expect(text).toContain("How the letters went out over time");
    expect(text).toMatch(
      /<polyline class="dc-chart__line dc-chart__line--delivered" points="[\d., ]+"/,
    );
    expect(text).toContain("Beside earlier editions");
    expect(text).toContain(`href="/editions/${earlier}"`);
    expect(text).toContain("100 %");
    expect(await mistakes(text)).toEqual([]);
    await runClock(site.pipeline, site.template);
    const editions = await (await site.request(`/bulletins/${bulletin.id}/editions`)).text();
    const bars = elements(editions, "rect").map(({ attributes }) => attributes.class);
    expect(bars).toEqual([1, 2].flatMap(() => ["dc-chart__joined", "dc-chart__left"]));
    expect(await mistakes(editions)).toEqual([]);
  });

  it("stays live while letters that were sent before a pause still arrive", async () => {
    const site = await aSite({ people: 3 });
    site.ses.faults.set({ loseEvents: true });
    const id = await aSentEdition(site, "2026-11-17");
    await holdEdition(site.pipeline, { id, status: "sending" }, { code: "paused" }, ann);
    expect(await pageOf(site, id)).toContain("data-account=");
    const text = await pageOf(site, id);
    expect(text).toMatch(/Paused<\/strong> <bdi>by Dr A\. Jones on/);
    // More letters may go out.
    expect(text).toMatch(/Sent<\/strong> <bdi>since /);
  });

  it("offers no decision about letters that Amazon SES may still confirm", async () => {
    const site = await aSite({ people: 3 });
    site.ses.faults.set({ resetBeforeAccept: { count: 1 } });
    const id = await aSentEdition(site, "2026-11-17");
    await holdEdition(site.pipeline, { id, status: "sending" }, { code: "paused" }, ann);
    const early = await pageOf(site, id);
    expect(early).toContain("did not confirm");
    expect(early).toMatch(/You can decide after \d\d:\d\d \(London\)/);
    expect(early).not.toMatch(/Send again to|Mark 1 letter/);
    await post(site, `/editions/${id}/again`, { standing: "uncertain" });
    await post(site, `/editions/${id}/assume`, {});
    expect(await pageOf(site, id)).toContain("did not confirm");
  });
});
