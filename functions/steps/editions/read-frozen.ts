import type { Edition, FrozenContent } from "../../core/bulletins/edition.ts";
import { getContent } from "../../store/bulletins/edition-content.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Returns the stored content of an edition, with sentinels at its places; undefined before there is
 * any.
 */
export async function readFrozen(
  pipeline: Pick<Pipeline, "table">,
  edition: Edition,
): Promise<FrozenContent | undefined> {
  return edition.hash === "" ? undefined : getContent(pipeline.table, edition.id);
}
