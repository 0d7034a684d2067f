import type { Edition, FrozenContent } from "../core/edition.ts";
import { getContent, getEdition, listEditions } from "../store/editions.ts";
import type { Pipeline } from "./pipeline.ts";

export function readEdition(pipeline: Pick<Pipeline, "table">, id: string): Promise<Edition | undefined> {
  return getEdition(pipeline.table, id);
}

/** A bulletin's editions, latest slot first. */
export function readEditions(pipeline: Pick<Pipeline, "table">, bulletin: string): Promise<Edition[]> {
  return listEditions(pipeline.table, bulletin);
}

/** What was frozen of an edition, its places still sentinels; undefined where it has not come to that. */
export async function readFrozen(pipeline: Pick<Pipeline, "table">, edition: Edition): Promise<FrozenContent | undefined> {
  return edition.hash === "" ? undefined : getContent(pipeline.table, edition.id);
}
