import {
  type ListCount,
  listCountSchema,
  type PartialCount,
  partialCountSchema,
} from "../../core/people/list-count.ts";
import { getItem, type Key, putItem, type Table, updateItem } from "../table.ts";

/** One item for each list: its latest count, and how far a new count of a long list has come. */
const countKey = (list: string): Key => ({ PK: `LIST#${list}`, SK: "COUNT" });
const stored = { count: listCountSchema.optional(), partial: partialCountSchema.optional() };

export type StoredCounts = {
  readonly count: ListCount | undefined;
  readonly partial: PartialCount | undefined;
};

export async function getListCounts(table: Table, list: string): Promise<StoredCounts> {
  const item = (await getItem(table, countKey(list))) ?? {};
  return { count: stored.count.parse(item.count), partial: stored.partial.parse(item.partial) };
}

/** Stores a complete count. It ends a partial one. */
export async function putListCount(table: Table, list: string, count: ListCount): Promise<void> {
  await putItem(table, { ...countKey(list), count });
}

/** Stores how far a count has come. */
export async function putPartialCount(
  table: Table,
  list: string,
  partial: PartialCount,
): Promise<void> {
  await updateItem(table, countKey(list), {
    UpdateExpression: "SET #partial = :partial",
    ExpressionAttributeNames: { "#partial": "partial" },
    values: { ":partial": partial },
  });
}
