import type { HistoryItem } from "../../core/access/history-item.ts";
import { type List, listSchema } from "../../core/people/list.ts";
import { dueItems, parseDue } from "../due-index.ts";
import { historyWrite } from "../history/histories.ts";
import {
  getItem,
  type Item,
  type Key,
  type OnUnreadable,
  type Table,
  updateItem,
} from "../table.ts";
import { type Condition, isNew, transact } from "../transact.ts";

/** Sorts after every subscriber id: those begin with a digit. */
const listKey = (id: string): Key => ({ PK: `LIST#${id}`, SK: "LIST" });

export async function getList(table: Table, id: string): Promise<List | undefined> {
  const item = await getItem(table, listKey(id), { consistent: true });
  return item && readList(item);
}

/** Returns all lists, by name. An organisation has at most a few hundred. */
export async function listLists(table: Table): Promise<List[]> {
  return (await Array.fromAsync(dueItems(table, "LIST"), readList)).sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

/** A list whose people are to be counted, since `dueAt`. */
export type DueList = { readonly list: List; readonly dueAt: string };

/** Returns the lists whose count is due at `now`, the longest due first. */
export function listDueLists(
  table: Table,
  now: Date,
  onUnreadable?: OnUnreadable,
): Promise<DueList[]> {
  const read = (item: Item) => ({ list: readList(item), dueAt: String(item.dueAt) });
  return parseDue(table, { due: "LIST", until: now }, read, onUnreadable);
}

/** Sets when a list is counted next. Does nothing if another clock, or a change, has set it. */
export async function moveCountOn(table: Table, { list, dueAt }: DueList, next: Date) {
  await updateItem(table, listKey(list.id), {
    UpdateExpression: "SET dueAt = :next",
    ConditionExpression: "dueAt = :seen",
    values: { ":seen": dueAt, ":next": next.toISOString() },
  });
}

/** Has a list counted at the next tick. Does nothing for the list of a single letter. */
export async function countListSoon(table: Table, list: string, now: Date): Promise<void> {
  await updateItem(table, listKey(list), {
    UpdateExpression: "SET dueAt = :now",
    ConditionExpression: "attribute_exists(PK)",
    values: { ":now": now.toISOString() },
  });
}

/** Stores a new list with its history item; returns false if its id is taken. */
export function insertList(table: Table, list: List, history: HistoryItem): Promise<boolean> {
  return putList(table, list, history, isNew);
}

/** Stores a list's next version; returns false if another change came after `known`. */
export function replaceList(
  table: Table,
  list: List,
  history: HistoryItem,
  known: Pick<List, "version">,
): Promise<boolean> {
  const condition = { expression: "version = :version", values: { ":version": known.version } };
  return putList(table, list, history, condition);
}

async function putList(
  table: Table,
  list: List,
  history: HistoryItem,
  condition: Condition,
): Promise<boolean> {
  const item = {
    ...listKey(list.id),
    ...listSchema.parse(list),
    due: "LIST",
    dueAt: history.at,
  };
  const writes = [{ kind: "put", item, condition } as const, historyWrite(history)];
  return (await transact(table, writes, history.id)).kind === "written";
}

function readList(item: Item): List {
  return listSchema.parse(item);
}
