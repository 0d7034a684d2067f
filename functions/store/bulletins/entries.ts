import { type Entry, type EntryText, entrySchema } from "../../core/bulletins/entry.ts";
import {
  getItem,
  type Key,
  putIfAbsent,
  queryItems,
  setFields,
  type Table,
  updateItem,
} from "../table.ts";

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
export function addEntry(table: Table, entry: Entry): Promise<boolean> {
  return putIfAbsent(table, { ...entryKey(entry.bulletin, entry.id), ...entry });
}

/**
 * Saves over the version that the editor saw.
 * Writes nothing if the entry was saved since, or belongs to an edition.
 */
export async function saveEntry(
  table: Table,
  entry: Entry,
  text: EntryText,
  now: Date,
): Promise<"saved" | "changed-since"> {
  const fields = setFields({ ...text, updatedAt: now.toISOString(), version: entry.version + 1 });
  const saved = await updateItem(table, entryKey(entry.bulletin, entry.id), {
    UpdateExpression: fields.clause,
    ConditionExpression: "version = :seen AND attribute_not_exists(edition)",
    ExpressionAttributeNames: fields.names,
    values: { ...fields.values, ":seen": entry.version },
  });
  return saved ? "saved" : "changed-since";
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
  bulletin: string,
  id: string,
  edition: string,
  now: Date,
): Promise<void> {
  await updateItem(table, entryKey(bulletin, id), {
    UpdateExpression: "SET #status = :draft, updatedAt = :now ADD version :one REMOVE edition",
    ConditionExpression: "edition = :edition",
    ExpressionAttributeNames: { "#status": "status" },
    values: { ":edition": edition, ":draft": "draft", ":now": now.toISOString(), ":one": 1 },
  });
}
