import type { Edition, FrozenContent } from "../../core/bulletins/edition.ts";
import { getContent } from "../../store/bulletins/editions.ts";
import type { Pipeline } from "../pipeline.ts";

/** What was frozen of an edition, its places still sentinels; undefined where it has not come to that. */
export async function readFrozen(pipeline: Pick<Pipeline, "table">, edition: Edition): Promise<FrozenContent | undefined> {
  return edition.hash === "" ? undefined : getContent(pipeline.table, edition.id);
}
