import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import { type Bulletin, bulletinSchema } from "../../core/bulletins/bulletin.ts";
import { nextSlot } from "../../core/bulletins/schedule/next-slot.ts";
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
import { isNew, transact } from "../transact.ts";

const bulletinKey = (id: string): Key => ({ PK: `BULLETIN#${id}`, SK: "BULLETIN" });

/**
 * Sorts after every instant: the index holds all bulletins,
 * and those without a schedule are never due.
 */
const never = "never";

export async function getBulletin(table: Table, id: string): Promise<Bulletin | undefined> {
  const item = await getItem(table, bulletinKey(id), { consistent: true });
  return item && readBulletin(item);
}

/** Returns a bulletin as it is stored, with the slot at which it is due. */
export async function findDue(
  table: Table,
  id: string,
): Promise<{ readonly bulletin: Bulletin; readonly slot: Date | undefined } | undefined> {
  const item = await getItem(table, bulletinKey(id), { consistent: true });
  if (!item) return undefined;
  const slot = item.dueAt === never ? undefined : new Date(z.iso.datetime().parse(item.dueAt));
  return { bulletin: readBulletin(item), slot };
}

/** Stores a bulletin. A bulletin with a schedule is due at its first slot after `now`. */
export async function putBulletin(
  table: Table,
  bulletin: Bulletin,
  now: Date,
  history: HistoryItem,
): Promise<void> {
  const put = { kind: "put", item: itemOf(bulletin, now) } as const;
  await transact(table, [put, historyWrite(history)], history.id);
}

/** Stores a new bulletin; returns false if its id is taken. */
export async function insertBulletin(
  table: Table,
  bulletin: Bulletin,
  now: Date,
  history: HistoryItem,
): Promise<boolean> {
  const put = { kind: "put", item: itemOf(bulletin, now), condition: isNew } as const;
  return (await transact(table, [put, historyWrite(history)], history.id)).kind === "written";
}

/** Deletes an archived bulletin; returns false if it is not archived. */
export async function deleteBulletin(
  table: Table,
  id: string,
  history: HistoryItem,
): Promise<boolean> {
  const condition = { expression: "attribute_exists(archivedAt)" };
  const removed = { kind: "delete", key: bulletinKey(id), condition } as const;
  return (await transact(table, [removed, historyWrite(history)], history.id)).kind === "written";
}

function itemOf(bulletin: Bulletin, now: Date): Key & Item {
  const slot = nextSlot(bulletin, now);
  return {
    ...bulletinKey(bulletin.id),
    ...bulletin,
    due: "BULLETIN",
    dueAt: slot?.toISOString() ?? never,
  };
}

/** Returns all bulletins, by name. An organisation has few. */
export async function listBulletins(table: Table): Promise<Bulletin[]> {
  return (await Array.fromAsync(dueItems(table, "BULLETIN"), readBulletin)).sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

/** A bulletin and the slot at which it is due. */
export type Due = { readonly bulletin: Bulletin; readonly slot: Date };

/** Returns the bulletins that are due at `now`, earliest first. */
export function getDueBulletins(
  table: Table,
  now: Date,
  onUnreadable?: OnUnreadable,
): Promise<Due[]> {
  const read = (item: Item) => ({
    bulletin: readBulletin(item),
    slot: new Date(z.iso.datetime().parse(item.dueAt)),
  });
  return parseDue(table, { due: "BULLETIN", until: now }, read, onUnreadable);
}

/**
 * Moves a bulletin on to a later slot, once everything about the slot is stored. Does nothing if
 * another clock has done so, or the schedule has changed.
 */
export async function moveOn(
  table: Table,
  { bulletin, slot }: Due,
  next: Date | undefined,
): Promise<void> {
  await updateItem(table, bulletinKey(bulletin.id), {
    UpdateExpression: "SET dueAt = :next",
    ConditionExpression: "dueAt = :slot",
    values: { ":slot": slot.toISOString(), ":next": next?.toISOString() ?? never },
  });
}

function readBulletin(item: unknown): Bulletin {
  return bulletinSchema.parse(item);
}
