import { describe, expect, it } from "vitest";
import { whyKeptOut } from "../../../functions/core/people/subscription.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { eraseSubscriber } from "../../../functions/steps/people/erase-subscriber.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { listBatches } from "../../../functions/store/ledger/batches.ts";
import { addressHash, findSubscriberIds } from "../../../functions/store/people/subscribers.ts";
import { getSubscriptions } from "../../../functions/store/people/subscriptions.ts";
import { aBulletin, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import {
  anAddressedEdition,
  anotherEntry,
  colleagues,
  copies,
  fillList,
  never,
} from "../an-edition.ts";

/** Letter A of a bulletin, addressed to three people, and the list of letter B with the same people. */
async function twoLetters(local: TestPipeline) {
  const { edition, batches } = await anAddressedEdition(local, colleagues(3), {
    lists: ["letter-a"],
  });
  await fillList(local, "letter-b", colleagues(3));
  return { edition, batch: batches[0]?.id ?? "", subscriber: batches[0]?.subscribers[1] ?? "" };
}

/** Why a bulletin does not write to a person on a list; "off" if they are not on it. */
async function reasonOn(local: TestPipeline, list: string, id: string, bulletin: string) {
  const [place] = await getSubscriptions(local.pipeline.table, list, [id]);
  return place ? whyKeptOut(place, bulletin, Date.now()) : "off";
}

/** Sends a letter of a bulletin to a list of its own; gives the addresses that got it. */
async function sendTo(local: TestPipeline, bulletin: string, list: string): Promise<string[]> {
  const { pipeline, template } = local;
  await fillList(local, list, colleagues(3));
  const letter = aBulletin({ id: bulletin, lists: [list] });
  await anotherEntry(local, bulletin);
  const result = await composeEdition(pipeline, template, {
    bulletin: letter,
    slot: new Date(pipeline.now()),
    by: ann,
  });
  if (result.kind !== "composed") throw new Error(`the edition is ${result.kind}`);
  const { id } = result.edition;
  await addressEdition(pipeline, { edition: id, round: 0 }, never);
  for await (const batch of listBatches(pipeline.table, id))
    await sendBatch(pipeline, { edition: id, batch: batch.id }, never);
  return [...copies(local).keys()].sort();
}

describe("the letters' own lists", () => {
  it("do not bring back a person who has left the bulletin, in any letter of it", async () => {
    const local = await aPipeline();
    const { edition, subscriber } = await twoLetters(local);
    const { bulletin } = edition;
    await unsubscribe(local.pipeline, { edition: edition.id, subscriber }, ann);
    expect(await reasonOn(local, "letter-a", subscriber, bulletin)).toBe("unsubscribed");
    expect(await reasonOn(local, "letter-b", subscriber, bulletin)).toBe("unsubscribed");
    expect(await sendTo(local, bulletin, "letter-c")).toEqual(["p0@example.org", "p2@example.org"]);
  });

  it("keep that person in a letter of another bulletin, on the same list too", async () => {
    const local = await aPipeline();
    const { edition, subscriber } = await twoLetters(local);
    await unsubscribe(local.pipeline, { edition: edition.id, subscriber }, ann);
    expect(await reasonOn(local, "letter-a", subscriber, "another")).toBeUndefined();
    expect(await sendTo(local, "another", "letter-a")).toEqual(
      colleagues(3).map(({ email }) => email),
    );
  });

  it.each([
    ["bounces permanently", "bounced", "Bounce", { bounce: { bounceType: "Permanent" } }],
    ["complains", "complained", "Complaint", {}],
  ])("all keep out a person whose address %s", async (_, reason, eventType, rest) => {
    const local = await aPipeline();
    const { edition, batch, subscriber } = await twoLetters(local);
    const mail = {
      messageId: "m",
      tags: { edition: [edition.id], batch: [batch], position: ["1"] },
    };
    await recordFeedback(local.pipeline, [JSON.stringify({ eventType, mail, ...rest })]);
    expect(await reasonOn(local, "letter-a", subscriber, "any")).toBe(reason);
    expect(await reasonOn(local, "letter-b", subscriber, "any")).toBe(reason);
    await sendBatch(local.pipeline, { edition: edition.id, batch }, never);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 3,
      pending: 0,
    });
  });

  it("all lose a person who is erased, that of a letter not yet composed too", async () => {
    const local = await aPipeline();
    const { subscriber } = await twoLetters(local);
    await eraseSubscriber(local.pipeline, subscriber, ann);
    expect(await reasonOn(local, "letter-b", subscriber, "any")).toBe("off");
    const hash = addressHash("p1@example.org", local.pipeline.addressKey);
    expect(await findSubscriberIds(local.pipeline.table, [hash])).toEqual(new Map());
  });
});
