import { wholeOf } from "../../core/bulletins/edition.ts";
import { fillPlacesInHtml } from "../../core/letter/fill-places.ts";
import type { LinkBearer } from "../../core/people/link-token.ts";
import { getContent } from "../../store/bulletins/edition-content.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { getSubscriber } from "../../store/people/subscribers.ts";
import type { Pipeline } from "../pipeline.ts";
import { personalPlaces } from "./edition-composer.ts";

/**
 * Returns the HTML of one person's copy as it was mailed, with its entries in full; undefined if the edition or the person is
 * gone.
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
  const content = await getContent(pipeline.table, edition);
  return fillPlacesInHtml(
    wholeOf(content),
    personalPlaces(pipeline, edition.id, content.salutation, person),
  );
}
