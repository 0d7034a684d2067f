import { type Actor, byline } from "../../core/access/actor.ts";
import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { everyEdition } from "../../store/bulletins/editions.ts";
import { blankHistory } from "../../store/history/histories.ts";
import { letterLists } from "../../store/people/letter-lists.ts";
import { addressHash, deleteSubscriber, getSubscribers } from "../../store/people/subscribers.ts";
import { endSubscription } from "../../store/people/subscriptions.ts";
import { suppressBy } from "../../store/people/suppressions.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

type World = Pick<Pipeline, "table" | "now" | "newId" | "addressKey" | "log">;

/**
 * Erases a person: their places on all lists, their address, their name and all other data about
 * them, also in their history. Two things stay: the keyed hash of the address, so that no import adds them again; and
 * their id in the ledgers of past editions. Returns "unknown" if no such person exists. After an
 * interruption, repeat this to complete it.
 */
export async function eraseSubscriber(
  pipeline: World,
  subscriber: string,
  by: Actor,
): Promise<"erased" | "unknown"> {
  const [person] = await getSubscribers(pipeline.table, [subscriber]);
  if (!person) return "unknown";
  const hash = addressHash(person.email, pipeline.addressKey);
  // The hash is stored first, so that a parallel import finds it. The person's own item goes last:
  // the other items are found through it.
  const on = { kind: "subscriber", id: subscriber } as const;
  const history = decision(pipeline, { by, what: "erased", on });
  await suppressBy(pipeline.table, hash, { reason: "erased", scope: "everywhere" }, history);
  for (const list of await allLists(pipeline))
    await endSubscription(pipeline.table, list, subscriber);
  await blankHistory(pipeline.table, subscriber);
  await deleteSubscriber(pipeline.table, subscriber, hash);
  pipeline.log("subscriber-erased", { subscriber, by: byline(by) });
  return "erased";
}

/** Returns every list of a bulletin, of an edition, or of a single letter. */
async function allLists(pipeline: World): Promise<Set<string>> {
  const bulletins = await listBulletins(pipeline.table);
  const lists = new Set(
    await letterLists(
      pipeline.table,
      bulletins.map(({ id }) => id),
    ),
  );
  for (const bulletin of bulletins) {
    for (const list of bulletin.lists) lists.add(list);
    for await (const edition of everyEdition(pipeline.table, bulletin.id))
      for (const list of edition.lists) lists.add(list);
  }
  return lists;
}
