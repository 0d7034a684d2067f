import { wholeOf } from "../../core/bulletins/edition.ts";
import { contentIn } from "../../core/bulletins/languages/content-in.ts";
import { fillPlacesInHtml } from "../../core/letter/fill-places.ts";
import type { LinkBearer } from "../../core/people/link-token.ts";
import { languageOf } from "../../core/people/subscriber.ts";
import { getContent } from "../../store/bulletins/edition-content.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { getSubscriber } from "../../store/people/subscribers.ts";
import type { Pipeline } from "../pipeline.ts";
import { personalPlaces } from "./edition-composer.ts";

/**
 * Returns the HTML of one person's copy, with its entries in full, in their language if the letter has
 * it; undefined if the edition or the person is gone.
 */
export async function readCopy(
  pipeline: Pipeline,
  bearer: LinkBearer,
): Promise<string | undefined> {
  const [edition, person] = await Promise.all([
    getEdition(pipeline.table, bearer.edition),
    getSubscriber(pipeline.table, bearer.subscriber),
  ]);
  if (!edition || edition.hash === "" || !person) return undefined;
  const letter = contentIn(await getContent(pipeline.table, edition), languageOf(person));
  return fillPlacesInHtml(wholeOf(letter), personalPlaces(pipeline, edition.id, letter, person));
}
