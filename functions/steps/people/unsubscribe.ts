import { type Actor, byline } from "../../core/access/actor.ts";
import type { LinkBearer } from "../../core/people/link-token.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { changeSubscriber } from "../../store/people/projections.ts";
import { addressHash, getSubscriber } from "../../store/people/subscribers.ts";
import { getSuppression, suppressBy } from "../../store/people/suppressions.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Ends the letters of an edition's bulletin to a person, on every list that they are on and will
 * be. Other bulletins go on, also those on the same lists. Repeating this changes nothing.
 */
export async function unsubscribe(
  pipeline: Pipeline,
  bearer: LinkBearer,
  by: Actor,
): Promise<"unsubscribed" | "unknown"> {
  const { table } = pipeline;
  const [edition, person] = await Promise.all([
    getEdition(table, bearer.edition),
    getSubscriber(table, bearer.subscriber),
  ]);
  if (!edition || !person) return "unknown";
  const { bulletin } = edition;
  const hash = addressHash(person.email, pipeline.addressKey);
  const history = decision(pipeline, {
    by,
    what: "unsubscribed",
    on: { kind: "subscriber", id: person.id },
    changes: { bulletin: { after: bulletin }, edition: { after: edition.id } },
  });
  // The suppression is stored first: an import that stores the person after this read finds it.
  const given = { reason: "unsubscribed", scope: { bulletin }, edition: edition.id } as const;
  await suppressBy(table, hash, { ...given, subscriber: person.id }, history);
  const suppression = await getSuppression(table, hash);
  const now = new Date(pipeline.now());
  await changeSubscriber(table, person, { suppression }, { now });
  pipeline.log("unsubscribed", { edition: edition.id, by: byline(by) });
  return "unsubscribed";
}
