import { describe, expect, it } from "vitest";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { editionKey } from "../../../functions/store/bulletins/editions.ts";
import { addEntry } from "../../../functions/store/bulletins/entries.ts";
import { type Batch, listBatches } from "../../../functions/store/ledger/batches.ts";
import { getSuppression } from "../../../functions/store/people/find-suppressions.ts";
import { addressHash } from "../../../functions/store/people/subscribers.ts";
import { updateItem } from "../../../functions/store/table.ts";
import { aBulletin, aDecision, anEntry, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { colleagues, fillList } from "../an-edition.ts";

/** So many editions of a bulletin, a day apart, each addressed to two people; nobody is sent anything. */
async function editionsOf(local: TestPipeline, count: number, deferredAfter?: number) {
  const bulletin = aBulletin({ deferredAfter });
  const { pipeline, template } = local;
  await putBulletin(pipeline.table, bulletin, new Date(0), aDecision());
  await fillList(local, "staff", colleagues(2));
  const batches: { edition: string; batch: Batch }[] = [];
  for (let day = 1; day <= count; day++) {
    await addEntry(pipeline.table, anEntry({ id: `01KAGW0000000000000000000${day}` }), aDecision());
    const slot = new Date(Date.UTC(2026, 10, day, 9));
    const composed = await composeEdition(pipeline, template, { bulletin, slot, by: ann });
    if (composed.kind !== "composed") throw new Error(composed.kind);
    await addressEdition(pipeline, { edition: composed.edition.id, round: 0 }, () => false);
    const [batch] = await Array.fromAsync(listBatches(pipeline.table, composed.edition.id));
    if (batch) batches.push({ edition: composed.edition.id, batch });
  }
  const tell = (day: number, eventType: "Send" | "Bounce" | "Delivery", position = 0) => {
    const { edition = "", batch } = batches[day - 1] ?? {};
    const mail = {
      messageId: "m",
      tags: { edition: [edition], batch: [batch?.id], position: [String(position)] },
    };
    const bounce = { bounceType: "Transient", bounceSubType: "MailboxFull" };
    return recordFeedback(pipeline, [
      JSON.stringify({ eventType, mail, ...(eventType === "Bounce" && { bounce }) }),
    ]);
  };
  const reason = async (person = 0) => {
    const hash = addressHash(`p${person}@example.org`, pipeline.addressKey);
    return (await getSuppression(pipeline.table, hash)).everywhere?.reason;
  };
  return { tell, reason, batches };
}

describe("a person whose letters are deferred", () => {
  it("has one more in a row for an edition and its correction together", async () => {
    const local = await aPipeline();
    const { tell, reason, batches } = await editionsOf(local, 3, 2);
    await updateItem(local.pipeline.table, editionKey(batches[2]?.edition ?? ""), {
      UpdateExpression: "SET corrects = :corrects",
      values: {
        ":corrects": {
          edition: batches[1]?.edition,
          slot: "2026-11-02T09:00:00.000Z",
          to: "who-got-it",
          isSaid: true,
          formerLists: [],
        },
      },
    });
    for (const day of [3, 2]) await tell(day, "Bounce");
    expect(await reason()).toBeUndefined();
    await tell(1, "Bounce");
    expect(await reason()).toBe("deferred");
  });

  it("is no longer written to after five editions in a row, in whatever order events come; others are", async () => {
    const local = await aPipeline();
    const { tell, reason, batches } = await editionsOf(local, 5);
    for (const day of [2, 5, 1, 4]) await tell(day, "Bounce");
    expect(await reason()).toBeUndefined();
    for (const day of [1, 2, 3, 4]) await tell(day, "Bounce", 1);
    await tell(3, "Bounce");
    expect([await reason(0), await reason(1)]).toEqual(["deferred", undefined]);
    await fillList(local, "staff", colleagues(2));
    expect(local.logged.join()).toContain(
      `"subscriber":"${batches[0]?.batch.subscribers[0]}","editions":5`,
    );
    expect(local.logged.join()).not.toContain("p0@example.org");
  });

  it("is still written to while one of the letters in between has arrived, or may have", async () => {
    const local = await aPipeline();
    const { tell, reason } = await editionsOf(local, 6);
    await tell(4, "Send");
    for (const day of [1, 2, 3, 5, 6]) await tell(day, "Bounce");
    expect(await reason()).toBe(undefined);
    await tell(4, "Delivery");
    await tell(6, "Bounce");
    expect(await reason()).toBe(undefined);
  });

  it("is written to as often as the bulletin says: fewer times, or always", async () => {
    for (const [after, expected] of [
      [2, "deferred"],
      [0, undefined],
    ] as const) {
      const local = await aPipeline();
      const { tell, reason } = await editionsOf(local, 3, after);
      // The one in between was not sent to them.
      for (const day of [1, 3]) await tell(day, "Bounce");
      expect(await reason()).toBe(expected);
    }
  });
});
