import type { HistoryItem } from "../../core/access/history-item.ts";
import { type Entry, type EntryText, entrySchema } from "../../core/bulletins/entry.ts";
import { entryStatus } from "../../core/bulletins/status.ts";
import { historyWrite } from "../history/histories.ts";
import { getItem, type Key, queryItems, setFields, type Table, updateItem } from "../table.ts";
import { isNew, transact } from "../transact.ts";

const entryKey = (bulletin: string, id: string): Key => ({
  PK: `BULLETIN#${bulletin}`,
  SK: `ENTRY#${id}`,
});

export async function getEntry(
  table: Table,
  bulletin: string,
  id: string,
): Promise<Entry | undefined> {
  const item = await getItem(table, entryKey(bulletin, id), { consistent: true });
  return item && entrySchema.parse(item);
}

/** Returns a bulletin's entries, oldest first. */
export async function listEntries(table: Table, bulletin: string): Promise<Entry[]> {
  const query = {
    KeyConditionExpression: "PK = :pk AND begins_with(SK, :entry)",
    ConsistentRead: true,
    values: { ":pk": `BULLETIN#${bulletin}`, ":entry": "ENTRY#" },
  };
  return Array.fromAsync(queryItems(table, query), item => entrySchema.parse(item));
}

/** Stores a new entry; returns false if its id is taken. */
export async function addEntry(table: Table, entry: Entry, history: HistoryItem): Promise<boolean> {
  const item = { ...entryKey(entry.bulletin, entry.id), ...entry };
  const put = { kind: "put", item, condition: isNew } as const;
  return (await transact(table, [put, historyWrite(history)], history.id)).kind === "written";
}

/**
 * Saves over the version that the editor saw.
 * Writes nothing if the entry was saved since, or belongs to an edition.
 */
export async function saveEntry(
  table: Table,
  entry: Entry,
  text: EntryText,
  history: HistoryItem,
): Promise<"saved" | "changed-since"> {
  const fields = setFields({ ...text, updatedAt: history.at, version: entry.version + 1 });
  const update = {
    UpdateExpression: fields.clause,
    ConditionExpression: "version = :seen AND attribute_not_exists(edition)",
    ExpressionAttributeNames: fields.names,
    values: { ...fields.values, ":seen": entry.version },
  };
  const save = { kind: "update", key: entryKey(entry.bulletin, entry.id), update } as const;
  const { kind } = await transact(table, [save, historyWrite(history)], history.id);
  return kind === "written" ? "saved" : "changed-since";
}

/**
 * Binds an entry to its edition.
 * Returns false if another edition has the entry, or it was saved since it was read.
 */
export async function bindEntry(table: Table, entry: Entry, edition: string): Promise<boolean> {
  const bound = await updateItem(table, entryKey(entry.bulletin, entry.id), {
    UpdateExpression: "SET edition = :edition",
    ConditionExpression:
      "version = :seen AND (attribute_not_exists(edition) OR edition = :edition)",
    values: { ":edition": edition, ":seen": entry.version },
  });
  return bound !== undefined;
}

/** Removes an entry from an edition that must not contain it. */
export async function unbindEntry(
  table: Table,
  bulletin: string,
  id: string,
  edition: string,
): Promise<void> {
  await updateItem(table, entryKey(bulletin, id), {
    UpdateExpression: "REMOVE edition",
    ConditionExpression: "edition = :edition",
    values: { ":edition": edition },
  });
}

/**
 * Makes an entry a draft again after its edition was stopped before anyone was mailed.
 * A second call changes nothing.
 */
export async function returnToDrafts(
  table: Table,
  { bulletin, id }: Pick<Entry, "bulletin" | "id">,
  edition: string,
  history: HistoryItem,
): Promise<void> {
  const update = {
    UpdateExpression: "SET #status = :draft, updatedAt = :now ADD version :one REMOVE edition",
    ConditionExpression: "edition = :edition",
    ExpressionAttributeNames: { "#status": "status" },
    values: {
      ":edition": edition,
      ":draft": entryStatus.enum.draft,
      ":now": history.at,
      ":one": 1,
    },
  };
  const back = { kind: "update", key: entryKey(bulletin, id), update } as const;
  await transact(table, [back, historyWrite(history)], history.id);
}
