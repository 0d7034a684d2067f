import { type Actor, byline } from "../../core/access/actor.ts";
import type { LinkBearer } from "../../core/people/link-token.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { letterLists } from "../../store/people/letter-lists.ts";
import { addressHash, getSubscribers } from "../../store/people/subscribers.ts";
import { endSubscription } from "../../store/people/subscriptions.ts";
import { suppress, suppressBy } from "../../store/people/suppressions.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Removes a person from the lists of an edition that they received, and from the lists of its
 * bulletin's single letters. The bulletin sends them no more letters. Repeating this changes
 * nothing.
 */
export async function unsubscribe(
  pipeline: Pipeline,
  bearer: LinkBearer,
  by: Actor,
): Promise<"unsubscribed" | "unknown"> {
  const [edition, [person]] = await Promise.all([
    getEdition(pipeline.table, bearer.edition),
    getSubscribers(pipeline.table, [bearer.subscriber]),
  ]);
  if (!edition || !person) return "unknown";
  const hash = addressHash(person.email, pipeline.addressKey);
  // The suppression is stored first: a parallel import must not add the person again.
  const { bulletin } = edition;
  const history = decision(pipeline, {
    by,
    what: "unsubscribed",
    on: { kind: "subscriber", id: person.id },
    changes: { bulletin: { after: bulletin }, edition: { after: edition.id } },
  });
  const left = { reason: "unsubscribed", scope: { bulletin } } as const;
  await suppressBy(pipeline.table, hash, left, history);
  for (const list of edition.lists)
    await suppress(pipeline.table, hash, {
      reason: "unsubscribed",
      now: new Date(pipeline.now()),
      scope: { list },
    });
  const lists = new Set([
    ...edition.lists,
    ...(await letterLists(pipeline.table, [edition.bulletin])),
  ]);
  await Promise.all([...lists].map(list => endSubscription(pipeline.table, list, person.id)));
  pipeline.log("unsubscribed", { edition: edition.id, by: byline(by) });
  return "unsubscribed";
}
