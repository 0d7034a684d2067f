import type { LinkBearer } from "../../core/people/link-token.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { letterLists } from "../../store/people/letter-lists.ts";
import { addressHash, getSubscribers } from "../../store/people/subscribers.ts";
import { endSubscription } from "../../store/people/subscriptions.ts";
import { suppress } from "../../store/people/suppressions.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Takes a person off the lists of an edition that they received, and off those that other letters of its bulletin have of their
 * own; no later letter of the bulletin goes to them. Doing it again changes nothing.
 */
export async function unsubscribe(pipeline: Pipeline, bearer: LinkBearer): Promise<"unsubscribed" | "unknown"> {
  const [edition, [person]] = await Promise.all([
    getEdition(pipeline.table, bearer.edition),
    getSubscribers(pipeline.table, [bearer.subscriber]),
  ]);
  if (!edition || !person) return "unknown";
  const hash = addressHash(person.email, pipeline.addressKey);
  // Noted before any row goes: an import at the same moment must not put it back.
  const scopes = [{ bulletin: edition.bulletin }, ...edition.lists.map(list => ({ list }))];
  for (const scope of scopes) await suppress(pipeline.table, hash, "unsubscribed", new Date(pipeline.now()), scope);
  const lists = new Set([...edition.lists, ...(await letterLists(pipeline.table, [edition.bulletin]))]);
  await Promise.all([...lists].map(list => endSubscription(pipeline.table, list, person.id)));
  pipeline.log("unsubscribed", { edition: edition.id, subscriber: person.id });
  return "unsubscribed";
}
