import { expect, it } from "vitest";
import { editionId } from "../../../functions/core/bulletins/edition.ts";
import { nextSlot } from "../../../functions/core/bulletins/schedule/next-slot.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getContent } from "../../../functions/store/bulletins/edition-content.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { aDecision } from "../../examples/builders.ts";
import { elements } from "../../mail/html-tree.ts";
import { aSite, bulletin, hiddenFields, post, storeEntry } from "../a-served-site.ts";
import { mistakes } from "../html-mistakes.ts";

const here = `/bulletins/${bulletin.id}`;
const digest = { ...bulletin, composition: "digest", approval: "one", holdMinutes: 0 } as const;

it("of one date's digest is chosen by an editor, is a part of what is approved, and counts for that date alone", async () => {
  const site = await aSite({ people: 1 });
  const { pipeline, template } = site;
  await putBulletin(pipeline.table, digest, new Date(pipeline.now()), aDecision());
  await storeEntry(site);
  const slot = nextSlot(digest, new Date(pipeline.now())) ?? new Date(0);
  const date = slot.toISOString();
  const id = editionId(bulletin.id, slot);
  const pageOf = async (path: string) => (await site.request(path)).text();
  const approve = async () =>
    post(site, `${here}/approve`, hiddenFields(await pageOf(`${here}/approve?date=${date}`)));
  const change = (go: string, subject: string, of = date) =>
    post(site, `${here}/subject`, { date: of, go, subject });

  expect(await pageOf(here)).toContain(`href="${here}/subject?date=${date}"`);
  expect(await mistakes(await pageOf(`${here}/subject?date=${date}`))).toEqual([]);
  await approve();
  expect(await getEdition(pipeline.table, id)).toMatchObject({ status: "approved" });

  // Another subject is another letter: it needs a yes again.
  expect((await change("own", "What winter changes")).status).toBe(303);
  expect(await pageOf(here)).toContain("<strong>What winter changes</strong>");
  expect(await getEdition(pipeline.table, id)).toMatchObject({
    status: "waiting",
    subject: "What winter changes",
    proposal: {
      hadApproval: true,
      changes: [{ what: "subject", after: "What winter changes" }],
    },
  });
  await approve();
  await runClock({ ...pipeline, now: () => slot.getTime() + 1_000 }, template);
  const sent = await getEdition(pipeline.table, id);
  expect(sent?.status).toBe("addressing");
  expect(sent && (await getContent(pipeline.table, sent)).subject).toBe("What winter changes");

  const next = new Date(slot.getTime() + 7 * 86_400_000).toISOString();
  expect(await pageOf(`${here}/subject?date=${next}`)).toMatch(/value="Care Weekly, [^"]+"/);
});

it("of a digest without a date is chosen before it is sent, or put to the approvers", async () => {
  const site = await aSite({ people: 1 });
  const { pipeline } = site;
  const noSchedule = { ...digest, approval: "none", schedule: undefined } as const;
  await putBulletin(pipeline.table, noSchedule, new Date(pipeline.now()), aDecision());
  await storeEntry(site);
  const pageOf = async (path: string) => (await site.request(path)).text();
  expect(await pageOf(`${here}/send`)).toContain("Change the subject");
  const query = new URLSearchParams({ subject: "What winter changes" });
  const shown = await pageOf(`${here}/send?${query}`);
  expect(shown).toContain("What winter changes");
  expect(await mistakes(shown)).toEqual([]);
  const [frame] = elements(shown, "iframe");
  expect(await pageOf(frame?.attributes.src ?? "")).toContain("What winter changes</h1>");
  const empty = await site.request(`${here}/send?subject=+`);
  expect([empty.status, await empty.text()]).toEqual([
    400,
    expect.stringContaining("The subject must not be empty"),
  ]);
  const form = hiddenFields(shown);
  const answer = await post(site, `${here}/send`, form);
  const id = editionId(bulletin.id, new Date(form.slot ?? ""));
  expect(answer.headers.get("Location")).toBe(`/editions/${id}`);
  expect(await getEdition(pipeline.table, id)).toMatchObject({
    subject: "What winter changes",
    hash: form.approved,
  });

  const asking = { ...noSchedule, approval: "another" } as const;
  await putBulletin(pipeline.table, asking, new Date(pipeline.now()), aDecision());
  await storeEntry(site);
  const asked = await pageOf(`${here}/send?${query}`);
  expect(asked).toContain("Another person must approve it");
  const { date = "", unscheduled = "", subject = "" } = hiddenFields(asked);
  await post(site, `${here}/propose`, { date, unscheduled, subject });
  const proposed = await getEdition(pipeline.table, editionId(bulletin.id, new Date(date)));
  expect(proposed).toMatchObject({ status: "waiting", subject: "What winter changes" });
});

it("is not empty, is of a date of the schedule, and can be the usual one again", async () => {
  const site = await aSite({ people: 1 });
  const { pipeline } = site;
  await putBulletin(pipeline.table, digest, new Date(pipeline.now()), aDecision());
  const date = (nextSlot(digest, new Date(pipeline.now())) ?? new Date(0)).toISOString();
  const change = (go: string, subject: string, of = date) =>
    post(site, `${here}/subject`, { date: of, go, subject });
  const page = async () => (await site.request(`${here}/subject?date=${date}`)).text();

  const empty = await change("own", " ");
  expect(empty.status).toBe(400);
  expect(await empty.text()).toContain("The subject must not be empty");
  expect((await change("own", "Words", "2026-11-24T10:00:00.000Z")).status).toBe(404);
  await change("own", "Winter");
  expect(await page()).toContain('value="Winter"');
  expect(await page()).toContain("Use the usual subject");
  await change("usual", "");
  expect(await page()).not.toContain("Use the usual subject");
});
