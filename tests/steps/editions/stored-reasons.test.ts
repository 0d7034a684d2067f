import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { type Edition, editionId } from "../../../functions/core/bulletins/edition.ts";
import { editionReason } from "../../../functions/core/bulletins/reason.ts";
import { reasonInEnglish } from "../../../functions/core/bulletins/reason-in-english.ts";
import { undoEdition } from "../../../functions/steps/approval/undo-edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { watchReturns } from "../../../functions/steps/clock/watch-returns.ts";
import { restartClock } from "../../../functions/steps/control/restart-clock.ts";
import { stopEdition } from "../../../functions/steps/control/stop-edition.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getEdition, openEdition } from "../../../functions/store/bulletins/editions.ts";
import { addEntry } from "../../../functions/store/bulletins/entries.ts";
import { addFacts } from "../../../functions/store/ledger/batch-progress.ts";
import { sayReason } from "../../../infra/cli/say-reason.ts";
import { aBulletin, aDecision, anEntry, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { aComposedEdition, anAddressedEdition, colleagues, never, slot } from "../an-edition.ts";
import { aBulletinToApprove, slot as dueAt } from "../approval/a-bulletin-to-approve.ts";
import { anEditionInDoubt, claimedAt, graceMs } from "../clock/a-doubt.ts";

/** Sends the batches of an edition to some people. */
async function sendAll(local: TestPipeline, people = 3, given = {}) {
  const { edition, batches } = await anAddressedEdition(local, colleagues(people), given);
  for (const { id } of batches)
    await sendBatch(local.pipeline, { edition: edition.id, batch: id }, never);
  return { edition, batches };
}

const bulletin = aBulletin();
const add = (local: TestPipeline, given = {}) =>
  addEntry(local.pipeline.table, anEntry({ bulletin: bulletin.id, ...given }), aDecision());
const compose = (local: TestPipeline, given = {}, template = local.template) =>
  composeEdition(local.pipeline, template, {
    bulletin: { ...bulletin, ...given },
    slot,
    by: ann,
  });

/** A way to each reason for which an edition waits for a person, or has ended early. */
const ways: Readonly<Record<string, () => Promise<TestPipeline>>> = {
  "letter-incomplete": async () => {
    const local = await aPipeline();
    await add(local);
    await compose(local, { signatories: [] });
    return local;
  },
  "template-error": async () => {
    const local = await aPipeline();
    await add(local);
    await compose(
      local,
      {},
      { main: "letter.mjml", files: { "letter.mjml": "<mjml>{% unknown %}</mjml>" } },
    );
    return local;
  },
  "letter-too-long": async () => {
    const local = await aPipeline();
    for (let entry = 0; entry < 4; entry++)
      // So few words that no summary is shorter.
      await add(local, { id: `long${entry}`, body: `${"word".repeat(500)} `.repeat(44) });
    await compose(local, { composition: "digest" });
    return local;
  },
  "images-missing": async () => {
    const local = await aPipeline();
    await add(local, { body: `![Map](${"0".repeat(32)}-4x4.png)` });
    await compose(local);
    return local;
  },
  "changed-since-approval": async () => {
    const local = await aPipeline();
    await add(local, { id: "a" });
    const { lists, sender } = bulletin;
    const composing: Edition = {
      id: editionId(bulletin.id, slot),
      bulletin: bulletin.id,
      slot: slot.toISOString(),
      status: "composing",
      entries: ["a"],
      lists,
      sender,
      subject: "",
      hash: "",
      audience: 0,
      rounds: 0,
      approval: {
        hash: "another",
        by: "person:ann",
        name: "Ann",
        at: slot.toISOString(),
        people: 3,
      },
    };
    await openEdition(local.pipeline.table, composing, aDecision());
    await compose(local);
    return local;
  },
  "nobody-listed": async () => {
    const local = await aPipeline();
    const { id } = await aComposedEdition(local);
    await addressEdition(local.pipeline, { edition: id, round: 0 }, never);
    return local;
  },
  "over-quota": async () => {
    const local = await aPipeline({ ses: { max24HourSend: 10 } });
    await anAddressedEdition(local, colleagues(11));
    return local;
  },
  "quota-spent": async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(3));
    const spent = {
      ...local.pipeline,
      quota: async () => ({ maxSendRate: 10, max24HourSend: 10, remaining: 0 }),
    };
    await sendBatch(spent, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
    return local;
  },
  "ses-refused": async () => {
    const local = await aPipeline();
    local.ses.faults.set({ accountPaused: true });
    await sendAll(local);
    return local;
  },
  "refused-in-a-row": async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    local.ses.faults.set({ refuse: true });
    await sendAll(local, 30);
    return local;
  },
  "no-answer": async () => {
    const { local, ticks } = await anEditionInDoubt({ uncertain: "hold" }, [
      { claimed: [0, 1], accepted: [], named: [], at: claimedAt },
    ]);
    await ticks(claimedAt, claimedAt + 2 * graceMs);
    return local;
  },
  "too-many-returns": async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const breaker = { bouncePercent: 5, complaintPercent: 1, after: 10 };
    const { edition, batches } = await sendAll(local, 20, { breaker });
    await addFacts(local.pipeline.table, edition.id, batches[0]?.id ?? "", { bounced: [0, 1, 2] });
    const sending = await getEdition(local.pipeline.table, edition.id);
    if (sending) await watchReturns(local.pipeline, sending);
    return local;
  },
  paused: async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, colleagues(3));
    await holdEdition(
      local.pipeline,
      { id: edition.id, status: "sending" },
      { code: "paused" },
      ann,
    );
    return local;
  },
  undone: async () => {
    const a = await aBulletinToApprove({ approval: "none", holdMinutes: 5 });
    await a.write("one", "Words.");
    await a.tick(dueAt);
    await undoEdition(a.at(dueAt), a.id, ann);
    return a;
  },
  late: async () => {
    const a = await aBulletinToApprove({ approval: "none", late: { rule: "hold" } });
    await a.write("one", "Words.");
    await a.tick(hoursLater(3));
    return a;
  },
  "skipped-late": async () => {
    const a = await aBulletinToApprove({ approval: "none", late: { rule: "skip" } });
    await a.write("one", "Words.");
    await a.tick(hoursLater(3));
    return a;
  },
  "skipped-unapproved": async () => {
    const a = await aBulletinToApprove({ late: { rule: "skip" } });
    await a.write("one", "Words.");
    await a.tick(hoursLater(3));
    return a;
  },
  "not-scheduled": async () => {
    const a = await aBulletinToApprove();
    await a.write("one", "Words.");
    await a.tick(hoursLater(-3));
    const schedule = { cron: "0 9 * * 5" };
    await saveBulletin(a.at(hoursLater(-2)), { ...(await a.bulletin()), schedule }, ann);
    await a.tick(hoursLater(1));
    return a;
  },
  restored: async () => {
    const local = await aPipeline();
    await runClock(local.pipeline, local.template);
    await anAddressedEdition(local, colleagues(3));
    await runClock({ ...local.pipeline, tableId: async () => "restored" }, local.template);
    return local;
  },
  "skipped-restored": async () => {
    const a = await aBulletinToApprove({ approval: "none" });
    await a.tick(hoursLater(-3));
    const restored = { ...a.at(hoursLater(3)), tableId: async () => "restored" };
    await runClock(restored, a.template);
    await restartClock(restored, "draft", ann);
    return a;
  },
  stopped: async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, colleagues(3));
    await stopEdition(
      local.pipeline,
      edition.id,
      "The date is wrong. Tell ada@example.org, please.",
      ann,
    );
    return local;
  },
};

/** An instant, so many hours after the slot of the bulletin that asks for approval. */
function hoursLater(hours: number): number {
  return dueAt.getTime() + hours * 3_600_000;
}

/** Values that quote others: SES, a template's library, or the person who stopped the edition. */
const quotes = ["answer", "message", "words"];

/** The values of an item that are more than a word, an id or an instant; `quotes` are left out. */
function sentencesIn(value: unknown): string[] {
  if (typeof value === "string") return /[a-z]+ [a-z]+ [a-z]+/i.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    quotes.includes(name) ? [] : sentencesIn(each),
  );
}

describe("the reason why an edition waits or ended early", () => {
  it("has a way to reach it in this test", () => {
    const codes = editionReason.options.map(option => option.shape.code.value);
    expect(Object.keys(ways).sort()).toEqual([...codes].sort());
  });

  it.each(Object.entries(ways))("is stored as a code with values: %s", async (code, go) => {
    const { pipeline, logged } = await go();
    const { Items = [] } = await pipeline.table.client.send(
      new ScanCommand({ TableName: pipeline.table.name, ConsistentRead: true }),
    );
    const items = Items.map(item => unmarshall(item));
    const [edition, ...more] = items.filter(({ SK }) => SK === "EDITION");
    expect(more).toEqual([]);
    expect(edition?.reason).toMatchObject({ code });
    const reason = editionReason.parse(edition?.reason);
    expect(reason).toEqual(edition?.reason);
    const written = { sender: {}, subject: "", proposal: {} };
    expect(sentencesIn({ ...edition, ...written })).toEqual([]);
    for (const item of items.filter(({ PK }) =>
      /^(EDITION#|HISTORY#(?!BULLETIN)|SUPPRESSED#|NOTICE#)/.test(String(PK)),
    ))
      if (!/^(EDITION|CONTENT)/.test(String(item.SK))) expect(sentencesIn(item)).toEqual([]);
    expect(JSON.stringify(edition?.reason)).not.toContain("@example");

    const line = logged.find(each => /"event":"edition-(held|stopped|skipped)"/.test(each)) ?? "{}";
    expect(JSON.parse(line)).toMatchObject({ edition: edition?.id, reason: code });

    expect(reasonInEnglish(reason)).toMatch(/^[A-Z0-9a-z].{10,}/);
    expect(sayReason(reason)).toBe(`${code}: ${reasonInEnglish(reason)}`);
  });
});
