import { listBulletins } from "../../store/bulletins/bulletins.ts";
import { listEditions } from "../../store/bulletins/editions.ts";
import { letterLists } from "../../store/people/letter-lists.ts";
import { addressHash, deleteSubscriber, getSubscribers } from "../../store/people/subscribers.ts";
import { endSubscription } from "../../store/people/subscriptions.ts";
import { suppress } from "../../store/people/suppressions.ts";
import type { Pipeline } from "../pipeline.ts";

type World = Pick<Pipeline, "table" | "now" | "addressKey" | "log">;

/**
 * Erases a person: her places on all lists, her address, name and all else that is kept of her. What stays is the keyed hash of her
 * address, so that no import brings her back, and her id in the ledgers of what she was sent. "unknown": there is nobody of that id,
 * or no longer. Broken off anywhere, doing it again completes it.
 */
export async function eraseSubscriber(pipeline: World, subscriber: string): Promise<"erased" | "unknown"> {
  const [person] = await getSubscribers(pipeline.table, [subscriber]);
  if (!person) return "unknown";
  const hash = addressHash(person.email, pipeline.addressKey);
  // Noted before anything goes, so that an import at the same moment finds it; her own row goes last, since it is what the rest is found by.
  await suppress(pipeline.table, hash, "erased", new Date(pipeline.now()), "everywhere");
  for (const list of await allLists(pipeline)) await endSubscription(pipeline.table, list, subscriber);
  await deleteSubscriber(pipeline.table, subscriber, hash);
  pipeline.log("subscriber-erased", { subscriber });
  return "erased";
}

/** Every list that a bulletin names, one of its editions has named, or one of its letters has of its own. */
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
    for (const edition of await listEditions(pipeline.table, bulletin.id)) for (const list of edition.lists) lists.add(list);
  }
  return lists;
}
