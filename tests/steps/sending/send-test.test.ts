import { describe, expect, it } from "vitest";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { sendTest } from "../../../functions/steps/sending/send-test.ts";
import { addEntry, getEntry } from "../../../functions/store/bulletins/entries.ts";
import { addressHash } from "../../../functions/store/people/subscribers.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { aBulletin, aDecision, anEntry } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { allEditions } from "../../stored-lists.ts";
import { letterTo, slot } from "../an-edition.ts";

const bulletin = aBulletin();

async function aDraft(): Promise<TestPipeline> {
  const local = await aPipeline();
  await addEntry(local.pipeline.table, anEntry(), aDecision());
  return local;
}
const test = (local: TestPipeline, address: string) =>
  sendTest(local.pipeline, local.template, bulletin, { email: address, slot });

describe("a test", () => {
  it("is the letter as it is now, marked in its subject, to one address, without a person's links", async () => {
    const local = await aDraft();
    expect(await test(local, "ann@example.org")).toMatchObject({
      kind: "accepted",
      messageId: expect.any(String),
    });
    expect(local.ses.outbox.size()).toBe(1);
    const letter = await letterTo(local, "ann@example.org");
    expect(letter.subject).toBe("[Test] Winter clinics");
    expect(letter.text).toContain("Dear colleague,");
    expect(letter.text).toContain("The clinics open at 7 am.");
    expect(`${letter.html}${letter.text}`).not.toMatch(/\/(read|unsubscribe)\/|[^\P{Cc}\t\r\n]/u);
    expect([...letter.headers.keys()].filter(name => /^(list|precedence)/.test(name))).toEqual([]);
  });

  it("is in no ledger: nothing is bound or opened, and its events belong to no person", async () => {
    const local = await aDraft();
    await test(local, "ann@example.org");
    const [message] = local.ses.outbox.list();
    expect(message?.tags).toEqual({ kind: "test" });
    const event = {
      eventType: "Bounce",
      bounce: { bounceType: "Permanent" },
      mail: { messageId: "x", tags: { kind: ["test"] } },
    };
    expect(await recordFeedback(local.pipeline, [JSON.stringify(event)])).toEqual([]);
    expect(await allEditions(local.pipeline.table, bulletin.id)).toEqual([]);
    expect(
      (await getEntry(local.pipeline.table, bulletin.id, anEntry().id))?.edition,
    ).toBeUndefined();
  });

  it("passes on what SES answers", async () => {
    const local = await aDraft();
    for (const [fault, kind] of [
      [{ refuse: { count: 1 } }, "rejected"],
      [{ throttle: { count: 1 } }, "throttled"],
      [{ resetBeforeAccept: { count: 1 } }, "uncertain"],
      [{ accountPaused: true }, "halted"],
    ] as const) {
      local.ses.faults.set(fault);
      expect(await test(local, "ann@example.org")).toMatchObject({ kind });
    }
    expect(local.ses.outbox.size()).toBe(0);
  });

  it("does not ask SES if there is no address, no letter, or an address that nobody may write to", async () => {
    const local = await aPipeline();
    expect(await test(local, "ann at example")).toMatchObject({ kind: "invalid" });
    expect(await test(local, "jörg@example.org")).toMatchObject({ kind: "invalid" });
    expect(await test(local, "ann@example.org")).toMatchObject({
      kind: "no-letter",
      draft: { kind: "nothing-due" },
    });
    await addEntry(local.pipeline.table, anEntry(), aDecision());
    const hash = addressHash("ann@example.org", local.pipeline.addressKey);
    await suppress(local.pipeline.table, hash, {
      reason: "complained",
      now: new Date(),
      scope: "everywhere",
    });
    expect(await test(local, "Ann@example.org")).toEqual({
      kind: "suppressed",
      reason: "complained",
    });
    expect(local.ses.outbox.size()).toBe(0);
  });
});
