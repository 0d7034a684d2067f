import type { LinkBearer } from "../core/link-token.ts";
import { getEdition } from "../store/editions.ts";
import { addressHash, getSubscribers } from "../store/subscribers.ts";
import { endSubscription } from "../store/subscriptions.ts";
import { suppress } from "../store/suppressions.ts";
import type { Pipeline } from "./pipeline.ts";

/** Takes a person off the lists of an edition that she received, at once and for good. Doing it again changes nothing. */
export async function unsubscribe(pipeline: Pipeline, bearer: LinkBearer): Promise<"unsubscribed" | "unknown"> {
  const [edition, [person]] = await Promise.all([
    getEdition(pipeline.table, bearer.edition),
    getSubscribers(pipeline.table, [bearer.subscriber]),
  ]);
  if (!edition || !person) return "unknown";
  const hash = addressHash(person.email, pipeline.addressKey);
  for (const list of edition.lists) {
    // Noted before the row goes: an import at the same moment must not put it back.
    await suppress(pipeline.table, hash, "unsubscribed", new Date(pipeline.now()), list);
    await endSubscription(pipeline.table, list, person.id);
  }
  pipeline.log("unsubscribed", { edition: edition.id, subscriber: person.id });
  return "unsubscribed";
}
