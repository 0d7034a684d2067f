import { describe, expect, it } from "vitest";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { listBatches } from "../../../functions/store/ledger/batches.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import {
  aComposedEdition,
  anAddressedEdition,
  colleagues,
  copies,
  fillList,
  never,
} from "../an-edition.ts";

/**
 * Three people on two lists: "idle", which no bulletin uses yet, and "own" of an edition that is
 * addressed. One of them is then erased, bounces or complains through that edition.
 */
async function twoLists(local: TestPipeline) {
  await fillList(local, "idle", colleagues(3));
  const { edition, batches } = await anAddressedEdition(local, colleagues(3), { lists: ["own"] });
  return {
    edition: edition.id,
    batch: batches[0]?.id ?? "",
    subscriber: batches[0]?.subscribers[1] ?? "",
  };
}

/** Creates a bulletin on the list that was idle, and sends an edition of it. */
async function sendToIdle(local: TestPipeline) {
  const edition = await aComposedEdition(local, { id: "new-bulletin", lists: ["idle"] });
  await addressEdition(local.pipeline, { edition: edition.id, round: 0 }, never);
  for await (const batch of listBatches(local.pipeline.table, edition.id))
    await sendBatch(local.pipeline, { edition: edition.id, batch: batch.id }, never);
  return { addresses: [...copies(local).keys()].sort(), edition: edition.id };
}

const event = (eventType: string, rest: object, place: { edition: string; batch: string }) =>
  JSON.stringify({
    eventType,
    mail: {
      messageId: "m",
      tags: { edition: [place.edition], batch: [place.batch], position: ["1"] },
    },
    ...rest,
  });

describe("a list that no bulletin uses yet", () => {
  it("loses a person who is erased", async () => {
    const local = await aPipeline();
    const { subscriber } = await twoLists(local);
    await eraseSubscriber(local.pipeline, subscriber, ann);
    expect((await sendToIdle(local)).addresses).toEqual(["p0@example.org", "p2@example.org"]);
  });

  it.each([
    ["bounces permanently", "Bounce", { bounce: { bounceType: "Permanent" } }],
    ["complains", "Complaint", {}],
    [
      "is on SES's own suppression list",
      "Bounce",
      { bounce: { bounceType: "Permanent", bounceSubType: "OnAccountSuppressionList" } },
    ],
  ])("sends nothing to a person who %s on another list", async (_, eventType, rest) => {
    const local = await aPipeline();
    const place = await twoLists(local);
    await recordFeedback(local.pipeline, [event(eventType, rest, place)]);
    const { addresses, edition } = await sendToIdle(local);
    expect(addresses).toEqual(["p0@example.org", "p2@example.org"]);
    expect(await readAccount(local.pipeline, edition)).toMatchObject({
      audience: 3,
      accepted: 2,
      suppressed: 1,
    });
  });
});
