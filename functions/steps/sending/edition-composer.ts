import type { Edition } from "../../core/bulletins/edition.ts";
import type { Places } from "../../core/letter/places.ts";
import { closeSalutation } from "../../core/letter/salutation.ts";
import { signLink } from "../../core/people/link-token.ts";
import { type Copy, composeMessage } from "../../mail/compose-message.ts";
import { getContent } from "../../store/bulletins/editions.ts";
import type { Subscriber } from "../../store/people/subscribers.ts";
import type { Pipeline } from "../pipeline.ts";

/** Makes one person's copy of an edition. */
export type EditionComposer = (person: Subscriber, id: string) => Buffer;

// Frozen content never changes, so a warm worker keeps what it has composed; a few, since editions seldom overlap.
const composed = new Map<string, { compose: (copy: Copy) => Buffer; salutation: string }>();
const most = 4;

export async function editionComposer(pipeline: Pipeline, edition: Edition): Promise<EditionComposer> {
  const name = `${edition.id} ${edition.hash}`;
  let known = composed.get(name);
  if (!known) {
    const content = await getContent(pipeline.table, edition.id);
    const list = { name: edition.bulletin, label: edition.bulletin };
    known = { compose: composeMessage({ ...edition.sender, list, content }), salutation: content.salutation };
    for (const oldest of composed.keys()) if (composed.size >= most) composed.delete(oldest);
    composed.set(name, known);
  }
  const { compose, salutation } = known;
  return (person, id) =>
    compose({ to: person, places: personalPlaces(pipeline, edition.id, salutation, person), id, date: new Date(pipeline.now()) });
}

/** What stands at the places of one person's copy. */
export function personalPlaces(
  pipeline: Pick<Pipeline, "siteUrl" | "linkKeys">,
  edition: string,
  salutation: string,
  person: Subscriber,
): Places {
  const bearer = { edition, subscriber: person.id };
  return {
    salutation: person.salutation === undefined ? salutation : closeSalutation(person.salutation, salutation),
    viewUrl: `${pipeline.siteUrl}/read/${signLink("read", bearer, pipeline.linkKeys)}`,
    unsubscribeUrl: `${pipeline.siteUrl}/unsubscribe/${signLink("unsubscribe", bearer, pipeline.linkKeys)}`,
  };
}
