import { describe, expect, it } from "vitest";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { importList } from "../../../functions/steps/people/import-list.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { noteLetterList } from "../../../functions/store/people/letter-lists.ts";
import { addressHash, findSubscriberIds } from "../../../functions/store/people/subscribers.ts";
import { listSubscriberIds } from "../../../functions/store/people/subscriptions.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies, never } from "../an-edition.ts";

/** Letter A of a bulletin, addressed to three people, and letter B of it, whose own list has the same people. */
async function twoLetters(local: TestPipeline) {
  const { edition, batches } = await anAddressedEdition(local, colleagues(3), {
    lists: ["letter-a"],
  });
  await noteLetterList(local.pipeline.table, edition.bulletin, "letter-b");
  await importFor(local, "letter-b", edition.bulletin);
  return { edition, batch: batches[0]?.id ?? "", subscriber: batches[0]?.subscribers[1] ?? "" };
}

async function importFor(
  { pipeline }: TestPipeline,
  list: string,
  bulletin: string,
): Promise<void> {
  await importList(pipeline, list, generated(), { by: ann, bulletin });
}

async function* generated() {
  yield* colleagues(3);
}

const idsOn = ({ pipeline }: TestPipeline, list: string) =>
  Array.fromAsync(listSubscriberIds(pipeline.table, list, "0"));

/** Sends a letter to a list of its own that was imported for a bulletin; gives the addresses that got it. */
async function sendTo(local: TestPipeline, bulletin: string, list: string): Promise<string[]> {
  const { edition, batches } = await anAddressedEdition(local, colleagues(3), {
    id: "sent-later",
    lists: [list],
  });
  await importFor(local, list, bulletin);
  await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
  return [...copies(local).keys()].sort();
}

describe("the letters' own lists", () => {
  it("all lose a person who unsubscribes from one letter of the bulletin", async () => {
    const local = await aPipeline();
    const { edition, subscriber } = await twoLetters(local);
    expect(await idsOn(local, "letter-b")).toContain(subscriber);
    await unsubscribe(local.pipeline, { edition: edition.id, subscriber }, ann);
    expect(await idsOn(local, "letter-a")).not.toContain(subscriber);
    expect(await idsOn(local, "letter-b")).not.toContain(subscriber);
  });

  it("do not bring back a person who has left the bulletin, in any later letter of it", async () => {
    const local = await aPipeline();
    const { edition, subscriber } = await twoLetters(local);
    await unsubscribe(local.pipeline, { edition: edition.id, subscriber }, ann);
    expect(await sendTo(local, edition.bulletin, "letter-c")).toEqual([
      "p0@example.org",
      "p2@example.org",
    ]);
  });

  it("keep that person in a letter of another bulletin", async () => {
    const local = await aPipeline();
    const { edition, subscriber } = await twoLetters(local);
    await unsubscribe(local.pipeline, { edition: edition.id, subscriber }, ann);
    expect(await sendTo(local, "another", "letter-d")).toEqual([
      "p0@example.org",
      "p1@example.org",
      "p2@example.org",
    ]);
  });

  it.each([
    ["bounces permanently", "Bounce", { bounce: { bounceType: "Permanent" } }],
    ["complains", "Complaint", {}],
  ])("all lose a person whose address %s", async (_, eventType, rest) => {
    const local = await aPipeline();
    const { edition, batch, subscriber } = await twoLetters(local);
    const mail = {
      messageId: "m",
      tags: { edition: [edition.id], batch: [batch], position: ["1"] },
    };
    await recordFeedback(local.pipeline, [JSON.stringify({ eventType, mail, ...rest })]);
    expect(await idsOn(local, "letter-a")).not.toContain(subscriber);
    expect(await idsOn(local, "letter-b")).not.toContain(subscriber);
    await sendBatch(local.pipeline, { edition: edition.id, batch }, never);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 3,
      pending: 0,
    });
  });

  it("all lose a person who is erased, even the list of a letter not yet composed", async () => {
    const local = await aPipeline();
    const { subscriber } = await twoLetters(local);
    await eraseSubscriber(local.pipeline, subscriber, ann);
    expect(await idsOn(local, "letter-b")).not.toContain(subscriber);
    const hash = addressHash("p1@example.org", local.pipeline.addressKey);
    expect(await findSubscriberIds(local.pipeline.table, [hash])).toEqual(new Map());
  });
});
