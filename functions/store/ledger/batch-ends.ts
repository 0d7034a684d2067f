import type { Table } from "../table.ts";
import {
  type Batch,
  batchId,
  findBatch,
  isEndOfRound,
  lastBatch,
  nextBatches,
  startOfList,
} from "./batches.ts";

/** Returns the first batch of an edition, in one read. */
export async function findFirstBatch(table: Table, edition: string): Promise<Batch | undefined> {
  const [first] = await nextBatches(table, edition, batchId(0, startOfList), 1);
  return first;
}

/** Returns the last batch of a round that has people, in two reads. */
export async function findLastBatch(
  table: Table,
  edition: string,
  round: number,
): Promise<Batch | undefined> {
  const end = await lastBatch(table, edition, round);
  if (!end || !isEndOfRound(end)) return end;
  // The empty batch that ends a round has the last person of the batch before it in its key.
  return findBatch(table, edition, round, end.id.slice(end.id.indexOf("-") + 1));
}
