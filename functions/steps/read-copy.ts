import { fillPlacesInHtml } from "../core/fill-places.ts";
import type { LinkBearer } from "../core/link-token.ts";
import { getContent, getEdition } from "../store/editions.ts";
import { getSubscribers } from "../store/subscribers.ts";
import { personalPlaces } from "./edition-composer.ts";
import type { Pipeline } from "./pipeline.ts";

/** The HTML of one person's copy of an edition, as it was mailed; undefined where the edition or the person is gone. */
export async function readCopy(pipeline: Pipeline, bearer: LinkBearer): Promise<string | undefined> {
  const [edition, [person]] = await Promise.all([
    getEdition(pipeline.table, bearer.edition),
    getSubscribers(pipeline.table, [bearer.subscriber]),
  ]);
  if (!edition || edition.hash === "" || !person) return undefined;
  const content = await getContent(pipeline.table, edition.id);
  return fillPlacesInHtml(content.html, personalPlaces(pipeline, edition.id, content.salutation, person));
}
