import { between, type Item, queryItems, type Table } from "./table.ts";

/** A part of a list, and where the next part begins. The last part has no `next`. */
export type ListPage<T> = { readonly items: readonly T[]; readonly next?: string | undefined };

/** At most `maxItems`, from the item that an earlier part named as `next`. */
export type PageRequest = { readonly maxItems: number; readonly from?: string | undefined };

/**
 * Reads the items of a partition whose sort keys have a prefix, in descending order. The work
 * depends on `maxItems` alone: nothing before or after the page is read.
 */
export async function readLatest(
  table: Table,
  partition: string,
  prefix: string,
  { maxItems, from }: PageRequest,
): Promise<ListPage<Item>> {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK BETWEEN :from AND :to",
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: maxItems + 1,
    values: { ":pk": partition, ...between(prefix, { upTo: from }) },
  };
  const items: Item[] = [];
  for await (const item of queryItems(table, query)) {
    if (items.length === maxItems) return { items, next: String(item.SK).slice(prefix.length) };
    items.push(item);
  }
  return { items };
}
