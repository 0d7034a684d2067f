import { startOfList } from "../store/batches.ts";
import { listSubscriberIds } from "../store/subscriptions.ts";
import type { Pipeline } from "./pipeline.ts";
import { mergeSorted } from "./sorted.ts";

/** How many people are on the lists at this moment, whoever is on several counted once. Walks the lists a page at a time. */
export async function countAudience(pipeline: Pick<Pipeline, "table">, lists: readonly string[]): Promise<number> {
  let people = 0;
  for await (const _ of mergeSorted(lists.map(list => listSubscriberIds(pipeline.table, list, startOfList)))) people++;
  return people;
}
