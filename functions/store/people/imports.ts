import * as z from "zod";
import { type Actor, actorSchema } from "../../core/access/actor.ts";
import type { HistoryItem } from "../../core/access/history-item.ts";
import { type BeforeImage, beforeImage } from "../../core/people/imports/before-image.ts";
import { type Import, importSchema } from "../../core/people/imports/import.ts";
import { undoDays } from "../../core/people/imports/import-reason.ts";
import { historyWrite } from "../history/histories.ts";
import {
  between,
  deleteItem,
  getItem,
  type Key,
  putIfAbsent,
  putItem,
  putItemIf,
  queryItems,
  type Table,
} from "../table.ts";
import { transact, type Write } from "../transact.ts";

const partition = (id: string) => `IMPORT#${id}`;
const importKey = (id: string): Key => ({ PK: partition(id), SK: "IMPORT" });
/** A number in a key: keys sort as texts. */
export const digits = (number: number) => String(number).padStart(8, "0");

/** An import, and who has decided it. */
export type StoredImport = Import & { readonly by: Actor };
const stored = importSchema.extend({ by: actorSchema });

export async function getImport(table: Table, id: string): Promise<StoredImport | undefined> {
  const item = await getItem(table, importKey(id), { consistent: true });
  return item && stored.parse(item);
}

/** Stores a new import; returns false if there is one with its id. */
export async function insertImport(table: Table, imported: StoredImport): Promise<boolean> {
  return putIfAbsent(table, { ...importKey(imported.id), ...stored.parse(imported) });
}

const isVersion = (version: number) => ({
  expression: "version = :version",
  values: { ":version": version },
});

/** Stores the next version of an import; undefined if another change came first. */
export async function changeImport(
  table: Table,
  before: StoredImport,
  change: Partial<StoredImport>,
): Promise<StoredImport | undefined> {
  const next = stored.parse({ ...before, ...change, version: before.version + 1 });
  const item = { ...importKey(next.id), ...next };
  return (await putItemIf(table, item, isVersion(before.version))) ? next : undefined;
}

/** As `changeImport`, together with other writes and the history item of the decision. */
export async function decideImport(
  table: Table,
  before: StoredImport,
  change: Partial<StoredImport>,
  { history, others }: { readonly history: HistoryItem; readonly others: readonly Write[] },
): Promise<StoredImport | undefined> {
  const next = stored.parse({ ...before, ...change, version: before.version + 1 });
  const item = { ...importKey(next.id), ...next };
  const condition = isVersion(before.version);
  const writes: Write[] = [{ kind: "put", item, condition }, ...others, historyWrite(history)];
  const done = await transact(table, writes, history.id.slice(0, 36));
  return done.kind === "written" ? next : undefined;
}

/** Former values are personal: they are deleted a day after the last undo. */
const expiresAfter = (now: number) => Math.ceil(now / 1_000) + (undoDays + 1) * 86_400;

const images = z.object({ images: z.array(beforeImage) });

/** Returns the former values that earlier attempts have stored for a page of people, by attempt. */
export async function readBefore(table: Table, id: string, page: string): Promise<BeforeImage[][]> {
  const pages: BeforeImage[][] = [];
  const run = between(`BEFORE#${page}#`);
  for await (const { item } of itemsOf(table, id, run)) pages.push(images.parse(item).images);
  return pages;
}

/** Stores former values for a page of people, before the first of them is changed. */
export async function storeBefore(
  table: Table,
  id: string,
  { page, attempt }: { readonly page: string; readonly attempt: number },
  { before, now }: { readonly before: readonly BeforeImage[]; readonly now: number },
): Promise<void> {
  const SK = `BEFORE#${page}#${digits(attempt)}`;
  await putItem(table, {
    PK: partition(id),
    SK,
    images: before,
    expires: expiresAfter(now),
  });
}

/** Yields all former values after a cursor, by pages. */
export async function* listBefore(
  table: Table,
  id: string,
  after: string | undefined,
): AsyncGenerator<{ readonly cursor: string; readonly images: readonly BeforeImage[] }> {
  const run = between("BEFORE#", { after: after?.slice("BEFORE#".length) });
  for await (const { cursor, item } of itemsOf(table, id, run))
    yield { cursor, images: images.parse(item).images };
}

async function* itemsOf(table: Table, id: string, run: ReturnType<typeof between>) {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK BETWEEN :from AND :to",
    ConsistentRead: true,
    values: { ":pk": partition(id), ...run },
  };
  for await (const item of queryItems(table, query)) yield { cursor: String(item.SK), item };
}

/** A row that cannot be imported. The reason is a phrase. */
export type BadRow = { readonly row: number; readonly reason: string };

/** Stores the bad rows of an import, from the one numbered `from`. */
export async function storeBadRows(
  table: Table,
  id: string,
  {
    from,
    rows,
    now,
  }: { readonly from: number; readonly rows: readonly BadRow[]; readonly now: number },
): Promise<void> {
  await putItem(table, {
    PK: partition(id),
    SK: `BAD#${digits(from)}`,
    rows,
    expires: expiresAfter(now),
  });
}

const badRows = z.object({ rows: z.array(z.object({ row: z.number(), reason: z.string() })) });
export async function* listBadRows(table: Table, id: string): AsyncGenerator<BadRow> {
  for await (const { item } of itemsOf(table, id, between("BAD#"))) yield* badRows.parse(item).rows;
}

const firstRows = z.object({ rows: z.array(z.array(z.string())) });

/** Keeps the first rows of a file, for a person to choose the columns. */
export async function storeFirstRows(
  table: Table,
  id: string,
  { rows, now }: { readonly rows: readonly (readonly string[])[]; readonly now: number },
): Promise<void> {
  await putItem(table, { PK: partition(id), SK: "FIRST", rows, expires: expiresAfter(now) });
}

export async function listFirstRows(table: Table, id: string): Promise<string[][]> {
  const item = await getItem(table, { PK: partition(id), SK: "FIRST" }, { consistent: true });
  return item ? firstRows.parse(item).rows : [];
}

export async function deleteFirstRows(table: Table, id: string): Promise<void> {
  await deleteItem(table, { PK: partition(id), SK: "FIRST" });
}
