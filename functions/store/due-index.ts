import { type Item, type OnUnreadable, parseItems, queryItems, type Table } from "./table.ts";

/** Yields the items of one kind in the index `due`, the longest due first; those due by `until`. */
export function dueItems(table: Table, due: string, until?: Date): AsyncGenerator<Item> {
  return queryItems(table, {
    IndexName: "due",
    KeyConditionExpression: until === undefined ? "due = :due" : "due = :due AND dueAt <= :until",
    values: { ":due": due, ...(until && { ":until": until.toISOString() }) },
  });
}

/** As `dueItems`, read with `parse`. Throws at one that cannot be read, or leaves it to `onUnreadable`. */
export function parseDue<T>(
  table: Table,
  { due, until }: { readonly due: string; readonly until?: Date },
  parse: (item: Item) => T,
  onUnreadable?: OnUnreadable,
): Promise<T[]> {
  return parseItems(dueItems(table, due, until), parse, onUnreadable);
}
