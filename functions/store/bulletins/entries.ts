import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import { type Entry, type EntryText, entrySchema, inOrder } from "../../core/bulletins/entry.ts";
import { entryStatus, holdsNoEntries } from "../../core/bulletins/status.ts";
import { getItems } from "../batch-requests.ts";
import { historyWrite } from "../history/histories.ts";
import { type ListPage, type PageRequest, readLatest } from "../list-page.ts";
import {
  deleteItem,
  getItem,
  type Key,
  queryItems,
  setFields,
  type Table,
  updateItem,
} from "../table.ts";
import { isNew, transact, type Write } from "../transact.ts";
import { editionKey } from "./editions.ts";

const entryKey = (bulletin: string, id: string): Key => ({
  PK: `BULLETIN#${bulletin}`,
  SK: `ENTRY#${id}`,
});
/** Marks an entry as open: an edition can still take it, or give it back. */
const openKey = (bulletin: string, id: string): Key => ({
  PK: `BULLETIN#${bulletin}`,
  SK: `OPEN#${id}`,
});

/** No edition has the entry, and nobody has deleted it. */
const isFree = "attribute_not_exists(edition) AND attribute_not_exists(deletedAt)";
/** How long a deleted entry is kept. */
const keptSeconds = 30 * 24 * 60 * 60;

const openMark = z.object({ entry: z.string() });
export async function getEntry(
  table: Table,
  bulletin: string,
  id: string,
): Promise<Entry | undefined> {
  const item = await getItem(table, entryKey(bulletin, id), { consistent: true });
  return item && entrySchema.parse(item);
}

/**
 * Returns a bulletin's open entries, in order: all entries but those of editions that keep
 * them. Reads the marks, then the entries, both consistently. Entries that were sent cost nothing.
 */
export async function listOpenEntries(table: Table, bulletin: string): Promise<Entry[]> {
  const query = {
    KeyConditionExpression: "PK = :pk AND begins_with(SK, :open)",
    ConsistentRead: true,
    values: { ":pk": `BULLETIN#${bulletin}`, ":open": "OPEN#" },
  };
  const ids = await Array.fromAsync(queryItems(table, query), item => openMark.parse(item).entry);
  const items = await getItems(
    table,
    ids.map(id => entryKey(bulletin, id)),
  );
  return inOrder(items.map(item => entrySchema.parse(item)));
}

/** Returns a page of all of a bulletin's entries, newest first. */
export async function listEntries(
  table: Table,
  bulletin: string,
  page: PageRequest,
): Promise<ListPage<Entry>> {
  const { items, next } = await readLatest(table, `BULLETIN#${bulletin}`, "ENTRY#", page);
  return { items: items.map(item => entrySchema.parse(item)), next };
}

/** Stores a new entry, which is open; returns false if its id is taken. */
export async function addEntry(table: Table, entry: Entry, history: HistoryItem): Promise<boolean> {
  const writes = [...newEntryWrites(entry), historyWrite(history)];
  return (await transact(table, writes, history.id)).kind === "written";
}

/** The writes of a new entry, which is open. They fail if its id is taken. */
export function newEntryWrites(entry: Entry): Write[] {
  const { bulletin, id } = entry;
  const item = { ...entryKey(bulletin, id), ...entry };
  return [
    { kind: "put", item, condition: isNew },
    { kind: "put", item: { ...openKey(bulletin, id), entry: id } },
  ];
}

/** Removes the mark of an entry whose edition keeps it. A second call changes nothing. */
export function closeEntry(table: Table, bulletin: string, id: string): Promise<void> {
  return deleteItem(table, openKey(bulletin, id));
}

/**
 * Saves over the version that the editor saw.
 * Writes nothing if the entry was saved since, or belongs to an edition.
 */
export async function saveEntry(
  table: Table,
  entry: Entry,
  text: EntryText | Pick<Entry, "variants">,
  history: HistoryItem,
): Promise<"saved" | "changed-since"> {
  const fields = setFields({ ...text, updatedAt: history.at, version: entry.version + 1 });
  const update = {
    UpdateExpression: fields.clause,
    ConditionExpression: `version = :seen AND ${isFree}`,
    ExpressionAttributeNames: fields.names,
    values: { ...fields.values, ":seen": entry.version },
  };
  const save = { kind: "update", key: entryKey(entry.bulletin, entry.id), update } as const;
  const { kind } = await transact(table, [save, historyWrite(history)], history.id);
  return kind === "written" ? "saved" : "changed-since";
}

/**
 * Gives two entries each other's place. Writes nothing, and returns false, if one of them was moved
 * or deleted since, or belongs to an edition.
 */
export async function swapEntries(
  table: Table,
  entry: Entry,
  other: Entry,
  history: HistoryItem,
): Promise<boolean> {
  const move = (from: Entry, to: Entry) =>
    ({
      kind: "update",
      key: entryKey(from.bulletin, from.id),
      update: {
        UpdateExpression: "SET #position = :to",
        ConditionExpression: `${isFree} AND ${
          from.position === undefined ? "attribute_not_exists(#position)" : "#position = :from"
        }`,
        ExpressionAttributeNames: { "#position": "position" },
        values: { ":to": to.position ?? to.id, ":from": from.position },
      },
    }) as const;
  const writes = [move(entry, other), move(other, entry), historyWrite(history)];
  return (await transact(table, writes, history.id)).kind === "written";
}

/**
 * Marks an entry as deleted and no longer open; TTL removes it later. Writes nothing, and returns
 * false, if it was saved since, or belongs to an edition.
 */
export async function binEntry(
  table: Table,
  { bulletin, id, version }: Pick<Entry, "bulletin" | "id" | "version">,
  history: HistoryItem,
  ofBulletin: HistoryItem,
): Promise<boolean> {
  const update = {
    UpdateExpression: "SET deletedAt = :now, expires = :expires",
    ConditionExpression: `version = :seen AND ${isFree}`,
    values: {
      ":now": history.at,
      ":expires": Math.ceil(Date.parse(history.at) / 1000) + keptSeconds,
      ":seen": version,
    },
  };
  const bin = { kind: "update", key: entryKey(bulletin, id), update } as const;
  const close = { kind: "delete", key: openKey(bulletin, id) } as const;
  const writes = [bin, close, historyWrite(history), historyWrite(ofBulletin)];
  return (await transact(table, writes, history.id)).kind === "written";
}

/** Undoes `binEntry`. Returns false if the entry is not marked as deleted. */
export async function unbinEntry(
  table: Table,
  { bulletin, id }: Pick<Entry, "bulletin" | "id">,
  history: HistoryItem,
): Promise<boolean> {
  const update = {
    UpdateExpression: "REMOVE deletedAt, expires",
    ConditionExpression: "attribute_exists(deletedAt)",
    values: {},
  };
  const back = { kind: "update", key: entryKey(bulletin, id), update } as const;
  const mark = { kind: "put", item: { ...openKey(bulletin, id), entry: id } } as const;
  const { kind } = await transact(table, [back, mark, historyWrite(history)], history.id);
  return kind === "written";
}

/**
 * Binds an entry to its edition.
 * Returns false if another edition has the entry, or it was saved since it was read.
 */
export async function bindEntry(table: Table, entry: Entry, edition: string): Promise<boolean> {
  const bound = await updateItem(table, entryKey(entry.bulletin, entry.id), {
    UpdateExpression: "SET edition = :edition",
    ConditionExpression:
      "version = :seen AND attribute_not_exists(deletedAt) AND (attribute_not_exists(edition) OR edition = :edition)",
    values: { ":edition": edition, ":seen": entry.version },
  });
  return bound !== undefined;
}

/**
 * Removes an entry from an edition that has no letter. Does nothing if the edition is composed again
 * by then: it may have bound the entry anew.
 */
export async function releaseEntry(
  table: Table,
  { bulletin, id }: Pick<Entry, "bulletin" | "id">,
  edition: string,
  token: string,
): Promise<void> {
  const update = {
    UpdateExpression: "REMOVE edition",
    ConditionExpression: "edition = :edition",
    values: { ":edition": edition },
  };
  const { names, values, expression } = withoutLetter;
  await transact(
    table,
    [
      { kind: "update", key: entryKey(bulletin, id), update },
      { kind: "check", key: editionKey(edition), condition: { names, values, expression } },
    ],
    token,
  );
}

const holders = holdsNoEntries.map((status, index) => [`:status${index}`, status] as const);
const withoutLetter = {
  expression: `#status IN (${holders.map(([name]) => name).join(", ")})`,
  names: { "#status": "status" },
  values: Object.fromEntries(holders),
};

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

/** Deletes all entries of a bulletin and their marks, and what is known of its feed. */
export async function deleteEntries(table: Table, bulletin: string): Promise<void> {
  for (const prefix of ["ENTRY#", "OPEN#", "TAKEN#", "FEED"]) {
    const query = {
      KeyConditionExpression: "PK = :pk AND begins_with(SK, :prefix)",
      ProjectionExpression: "PK, SK",
      values: { ":pk": `BULLETIN#${bulletin}`, ":prefix": prefix },
    };
    for await (const { PK, SK } of queryItems(table, query))
      await deleteItem(table, { PK: String(PK), SK: String(SK) });
  }
}
