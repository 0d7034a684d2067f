import { describe, expect, it } from "vitest";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { getEntry } from "../../../functions/store/bulletins/entries.ts";
import { addFacts } from "../../../functions/store/ledger/batch-progress.ts";
import { listBatches } from "../../../functions/store/ledger/batches.ts";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import { aDecision, ann } from "../../examples/builders.ts";
import { until } from "../../local-pipeline.ts";
import { aSite, bulletin, post, type Site, sessionOf, storeEntry } from "../a-served-site.ts";

/** An edition cut into batches, with nothing sent yet. */
async function anEdition(site: Site) {
  await storeEntry(site);
  const composed = await composeEdition(site.pipeline, site.template, {
    bulletin,
    slot: new Date("2026-11-24T09:00:00Z"),
    by: ann,
  });
  if (composed.kind !== "composed") throw new Error(composed.kind);
  const { id } = composed.edition;
  await addressEdition(site.pipeline, { edition: id, round: 0 }, () => false);
  const [batch] = await Array.fromAsync(listBatches(site.pipeline.table, id));
  if (!batch) throw new Error("no batch");
  const send = () => sendBatch(site.pipeline, { edition: id, batch: batch.id }, () => false);
  const status = async () => (await getEdition(site.pipeline.table, id))?.status;
  const page = async (path = "") => (await site.request(`/editions/${id}${path}`)).text();
  return { id, at: `/editions/${id}`, batch, send, status, page };
}

describe("stopping an edition permanently on its page", () => {
  it("shows who has it and who would never get it, and needs a reason", async () => {
    const site = await aSite({ people: 5 });
    const { id, at, batch, status, page } = await anEdition(site);
    await addFacts(site.pipeline.table, id, batch.id, { accepted: [0, 1] });
    expect(await page()).toContain(`href="${at}/stop"`);
    const asked = await page("/stop");
    expect(asked).toMatch(/Have it<\/dt><dd[^>]*>2 people/);
    expect(asked).toMatch(/Will not get it<\/dt><dd[^>]*>3 people/);
    const refused = await post(site, `${at}/stop`, { reason: " " });
    expect([refused.status, await status()]).toEqual([400, "sending"]);
    expect(await refused.text()).toContain("Enter a reason");
    expect((await post(site, `${at}/stop`, { reason: "The date is wrong." })).status).toBe(303);
    expect(await status()).toBe("stopped");
    expect(site.logged.join()).toContain('"event":"stop-asked"');
    const stopped = await page();
    expect(stopped).toContain("The date is wrong.");
    expect(stopped).toContain("Not sent");
    expect(stopped).toMatch(/people\?standing=pending">3 people<\/a> did not get it/);
    expect(stopped).not.toMatch(/>Pause<|>Resume<|Stop permanently…/);
  });

  it("is not offered when there is nothing to stop, and does nothing the second time", async () => {
    const site = await aSite();
    const { id, at, status } = await anEdition(site);
    await post(site, `${at}/stop`, { reason: "Once." });
    await post(site, `${at}/stop`, { reason: "Twice." });
    expect((await getEdition(site.pipeline.table, id))?.reason).toEqual({
      code: "stopped",
      words: "Once.",
    });
    expect((await site.request(`${at}/stop`)).status).toBe(303);
    await post(site, `${at}/resume`, {});
    expect(await status()).toBe("stopped");
  });

  it("says what becomes of its entries if nobody was mailed yet, and releases them", async () => {
    const site = await aSite();
    await storeEntry(site);
    const composed = await composeEdition(site.pipeline, site.template, {
      bulletin,
      slot: new Date("2026-11-24T09:00:00Z"),
      by: ann,
    });
    if (composed.kind !== "composed") throw new Error(composed.kind);
    const at = `/editions/${composed.edition.id}`;
    expect(await (await site.request(`${at}/stop`)).text()).toContain(
      "Nobody has it yet, so its entry becomes a draft again.",
    );
    const entries = async () => (await site.request(`/bulletins/${bulletin.id}/entries`)).text();
    expect(await entries()).toContain("this edition");
    await post(site, `${at}/stop`, { reason: "The date is wrong." });
    expect(await entries()).not.toContain("this edition");
    expect(
      await getEntry(site.pipeline.table, bulletin.id, composed.edition.entries[0] ?? ""),
    ).toMatchObject({
      status: "draft",
    });
  });

  it("names the people who were not mailed", async () => {
    const site = await aSite({ people: 2 });
    const { at, page } = await anEdition(site);
    await post(site, `${at}/stop`, { reason: "No." });
    expect(await page("/people?standing=pending")).toMatch(
      /Colleague 0[\s\S]*Not sent[\s\S]*Colleague 1/,
    );
  });
});

describe("deciding about the uncertain and the rejected", () => {
  it("counts them as delivered; the account says so", async () => {
    const site = await aSite({ people: 4 });
    const { id, at, send, page, status } = await anEdition(site);
    site.ses.faults.set({ resetBeforeAccept: { count: 1 } });
    await send();
    await changeEdition(
      site.pipeline.table,
      { id, status: "sending" },
      { kind: "hold", history: aDecision(), reason: { code: "no-answer", deadLetters: false } },
    );
    expect(await page()).toContain("Mark 1 letter as delivered");
    await post(site, `${at}/assume`, {});
    expect(await status()).toBe("finished");
    expect(await page()).toContain("Marked as delivered");
  });

  it("sends again to just the rejected, of a finished edition too", async () => {
    const site = await aSite({ people: 4 });
    const { id, at, send, page } = await anEdition(site);
    site.ses.faults.set({ refuse: { count: 2 } });
    await send();
    await changeEdition(
      site.pipeline.table,
      { id, status: "sending", rounds: 1 },
      { kind: "finish" },
    );
    expect(await page()).toContain("Send again to 2 people");
    site.start();
    await post(site, `${at}/again`, { standing: "everyone" });
    expect((await readAccount(site.pipeline, id)).rejected).toBe(2);
    await post(site, `${at}/again`, { standing: "rejected" });
    await until("everyone has it", () => site.ses.outbox.size() === 4);
  });

  it("is not offered without the permission", async () => {
    const site = await aSite({ people: 2 });
    const { id, send } = await anEdition(site);
    site.ses.faults.set({ refuse: { count: 1 } });
    await send();
    await changeEdition(
      site.pipeline.table,
      { id, status: "sending" },
      { kind: "hold", history: aDecision(), reason: { code: "paused" } },
    );
    const Cookie = await sessionOf(site.pipeline, localSignIn(site.pipeline).session, "operator");
    const html = await (await site.app.request(`/editions/${id}`, { headers: { Cookie } })).text();
    expect(html).toContain(">Resume<");
    expect(html).not.toMatch(/Send again|Stop permanently/);
  });
});
