import { type List, listSchema, newList } from "../../core/people/list.ts";
import { getItem, type Key, putIfAbsent, type Table } from "../table.ts";

/** Sorts after every subscriber id: those begin with a digit. */
const listKey = (id: string): Key => ({ PK: `LIST#${id}`, SK: "LIST" });

export async function getList(table: Table, id: string): Promise<List | undefined> {
  const item = await getItem(table, listKey(id), { consistent: true });
  return item && listSchema.parse(item);
}

/** Stores a list; returns false if its id is taken. */
export async function createList(table: Table, created: List): Promise<boolean> {
  return putIfAbsent(table, { ...listKey(created.id), ...listSchema.parse(created) });
}

/** Stores a list under its id, unless it is known. */
export async function ensureList(table: Table, id: string): Promise<void> {
  if (!(await getList(table, id))) await createList(table, newList(id));
}
