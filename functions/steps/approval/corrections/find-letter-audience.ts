import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { bulletinFor } from "../../../core/bulletins/correction/correction.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import type { CountedAudience } from "../../../core/people/list-count.ts";
import { findAudience } from "../../people/count-audience.ts";
import type { Pipeline } from "../../pipeline.ts";

/**
 * Returns the audience of a letter for a page: the bulletin's lists, or for a correction those who
 * had the wrong letter when it was proposed. `edition`: the stored one, if there is any.
 */
export async function findLetterAudience(
  pipeline: Pick<Pipeline, "table" | "now">,
  bulletin: Bulletin,
  edition: Pick<Edition, "corrects" | "proposal"> | undefined,
): Promise<CountedAudience | undefined> {
  const { corrects, proposal } = edition ?? {};
  const { id, lists } = bulletinFor(bulletin, corrects);
  if (corrects?.to !== "who-got-it" || !proposal) return findAudience(pipeline, { id, lists });
  const at = new Date(pipeline.now()).toISOString();
  return { writtenTo: proposal.people, notWrittenTo: 0, at, lists };
}
