import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import { type Edition, editionSchema } from "../../core/bulletins/edition.ts";
import { dueKeyOf } from "../../core/bulletins/status.ts";
import { getItems } from "../batch-requests.ts";
import { historyWrite } from "../history/histories.ts";
import { type ListPage, type PageRequest, readLatest } from "../list-page.ts";
import { getItem, type Item, type Key, queryItems, type Table } from "../table.ts";
import { isNew, transact } from "../transact.ts";

export const editionKey = (id: string): Key => ({ PK: `EDITION#${id}`, SK: "EDITION" });
const slotKey = (bulletin: string, slot: string): Key => ({
  PK: `BULLETIN#${bulletin}`,
  SK: `SLOT#${slot}`,
});

const pointer = z.object({ edition: z.string() });

const dueFields = (edition: Pick<Edition, "status" | "slot">) => {
  const due = dueKeyOf(edition);
  return due === undefined ? {} : { due, dueAt: edition.slot };
};

/** Returns the items of an edition: itself, and the pointer from its bulletin. */
export function editionItems(edition: Edition): {
  readonly pointer: Key & Item;
  readonly item: Key & Item;
} {
  const { id, bulletin, slot } = edition;
  return {
    pointer: { ...slotKey(bulletin, slot), edition: id },
    item: { ...editionKey(id), ...edition, ...dueFields(edition) },
  };
}

export async function getEdition(table: Table, id: string): Promise<Edition | undefined> {
  const item = await getItem(table, editionKey(id), { consistent: true });
  return item && editionSchema.parse(item);
}

/** Returns the editions with these ids, by id. */
export async function getEditions(
  table: Table,
  ids: readonly string[],
): Promise<Map<string, Edition>> {
  const items = await getItems(table, ids.map(editionKey));
  const editions = items.map(item => editionSchema.parse(item));
  return new Map(editions.map(edition => [edition.id, edition]));
}

/**
 * Opens an edition once, with its history item. Later calls return the edition that was stored
 * first.
 */
export async function openEdition(
  table: Table,
  edition: Edition,
  history: HistoryItem,
): Promise<Edition> {
  const { pointer, item } = editionItems(edition);
  const opened = await transact(
    table,
    [
      { kind: "put", item: pointer },
      { kind: "put", item, condition: isNew },
      historyWrite(history),
    ],
    history.id,
  );
  if (opened.kind === "written") return edition;
  const open = await getEdition(table, edition.id);
  if (!open)
    throw new Error(
      `edition ${edition.id} disappeared between a failed put and the read that followed`,
    );
  return open;
}

/**
 * Yields up to `maxEditions` of a bulletin's editions, latest slot first.
 * Reads each only when it is needed.
 */
export async function* latestEditions(
  table: Table,
  bulletin: string,
  maxEditions: number,
): AsyncGenerator<Edition> {
  const query = {
    KeyConditionExpression: "PK = :pk AND begins_with(SK, :slot)",
    ScanIndexForward: false,
    Limit: maxEditions,
    values: { ":pk": `BULLETIN#${bulletin}`, ":slot": "SLOT#" },
  };
  let read = 0;
  for await (const item of queryItems(table, query)) {
    const edition = await getEdition(table, pointer.parse(item).edition);
    if (edition) yield edition;
    if (++read === maxEditions) return;
  }
}

/**
 * Returns a page of a bulletin's editions, latest slot first. However many editions there are, a
 * page of up to 100 takes two requests: its pointers, and its editions.
 */
export async function listEditions(
  table: Table,
  bulletin: string,
  page: PageRequest,
): Promise<ListPage<Edition>> {
  const pointers = await readLatest(table, `BULLETIN#${bulletin}`, "SLOT#", page);
  const ids = pointers.items.map(item => pointer.parse(item).edition);
  const found = await getEditions(table, ids);
  return { items: ids.flatMap(id => found.get(id) ?? []), next: pointers.next };
}

/** Yields all of a bulletin's editions, latest slot first, in pages. */
export async function* everyEdition(table: Table, bulletin: string): AsyncGenerator<Edition> {
  let from: string | undefined;
  do {
    const page = await listEditions(table, bulletin, { maxItems: 100, from });
    yield* page.items;
    from = page.next;
  } while (from !== undefined);
}
