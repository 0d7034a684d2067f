import type { Edition, FrozenContent, LetterContent } from "../../core/bulletins/edition.ts";
import { contentIn, lettersOf } from "../../core/bulletins/languages/content-in.ts";
import { type Greeting, type Places, salutationFor } from "../../core/letter/places.ts";
import { type LinkPurpose, signLink } from "../../core/people/link-token.ts";
import type { Addressee } from "../../core/people/subscriber.ts";
import type { Subscription } from "../../core/people/subscription.ts";
import { type Copy, composeMessage } from "../../mail/compose-message.ts";
import type { Pieces } from "../../mail/pieces.ts";
import { getContent } from "../../store/bulletins/edition-content.ts";
import { withImages } from "../editions/images/with-images.ts";
import type { Pipeline } from "../pipeline.ts";

/** Returns one person's copy of an edition. `id` names the copy in the message. */
export type EditionComposer = (person: Subscription, id: string) => Pieces;

type Known = {
  readonly content: FrozenContent;
  /** The composer of the letter in each of its languages. */
  readonly compose: ReadonlyMap<LetterContent, (copy: Copy) => Pieces>;
};

// Frozen content never changes, so a warm worker keeps its composers. A few are enough: editions
// seldom overlap.
const composers = new Map<string, Known>();
const maxComposers = 4;

export async function editionComposer(
  pipeline: Pipeline,
  edition: Edition,
): Promise<EditionComposer> {
  const name = `${edition.id} ${edition.hash}`;
  let known = composers.get(name);
  if (!known) {
    const content = await getContent(pipeline.table, edition);
    const list = { name: content.listName, label: edition.bulletin };
    const composer = async (letter: LetterContent) => {
      const frame = { ...edition.sender, list, ...(await withImages(pipeline, letter)) };
      return [letter, composeMessage(frame)] as const;
    };
    known = {
      content,
      compose: new Map(await Promise.all(lettersOf(content).map(composer))),
    };
    for (const oldest of composers.keys())
      if (composers.size >= maxComposers) composers.delete(oldest);
    composers.set(name, known);
  }
  const { content, compose } = known;
  return (person, id) => {
    const letter = contentIn(content, person.language);
    const composer = compose.get(letter);
    if (!composer) throw new Error(`edition ${edition.id} has no composer for ${letter.language}`);
    return composer({
      to: person,
      places: personalPlaces(pipeline, edition.id, letter, person),
      id,
      date: new Date(pipeline.now()),
      plainText: person.plainText,
    });
  };
}

/** Returns the text for each place in one person's copy. */
export function personalPlaces(
  pipeline: Pick<Pipeline, "siteUrl" | "linkKeys">,
  edition: string,
  letter: Greeting,
  person: Addressee,
): Places {
  const bearer = { edition, subscriber: person.id };
  const link = (purpose: LinkPurpose) =>
    `${pipeline.siteUrl}/${purpose}/${signLink(purpose, bearer, pipeline.linkKeys)}`;
  return {
    salutation: salutationFor(letter, person.salutation),
    viewUrl: link("read"),
    manageUrl: link("letters"),
    unsubscribeUrl: link("unsubscribe"),
  };
}
