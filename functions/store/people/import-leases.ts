import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import { historyWrite } from "../history/histories.ts";
import { getItem, type Key, type Table, updateItem } from "../table.ts";
import { transact } from "../transact.ts";

/**
 * One item for each imported list: the running import,
 * if any, and the version that the last complete import left.
 */
const importKey = (list: string): Key => ({ PK: `LIST#${list}`, SK: "IMPORT" });
const stored = z.object({
  fence: z.number(),
  beat: z.number(),
  leaseUntil: z.number().optional(),
  version: z.string().optional(),
  /** The import that has begun to change the list, and has not ended. */
  running: z.string().optional(),
  /** The last import that was applied, and not undone. */
  applied: z.string().optional(),
  /** The last import of a file that a browser has given, whatever became of it. */
  latest: z.string().optional(),
});

/** A lease as another importer sees it. `beat` changes with each renewal. */
export type SeenLease = { readonly fence: number; readonly beat: number };

/**
 * Each import of a list has a greater `fence` than the one before. Instants in epoch milliseconds.
 */
export type TakenLease =
  | { readonly kind: "taken"; readonly fence: number }
  | { readonly kind: "held"; readonly seen: SeenLease };

/**
 * Takes a list's lease, unless another import holds it. `dead` is a lease of an importer that has
 * certainly ended, even if the lease has not. The list's content counts as unknown from now until
 * `endImport` stores a version.
 */
export async function takeImportLease(
  table: Table,
  list: string,
  {
    until,
    now,
    dead,
  }: { readonly until: number; readonly now: number; readonly dead?: SeenLease | undefined },
): Promise<TakenLease> {
  const orDead = dead ? " OR (fence = :fence AND beat = :beat)" : "";
  const taken = await updateItem(table, importKey(list), {
    UpdateExpression: "SET leaseUntil = :until, beat = :none REMOVE version ADD fence :one",
    ConditionExpression: `attribute_not_exists(leaseUntil) OR leaseUntil <= :now${orDead}`,
    ReturnValues: "ALL_NEW",
    values: {
      ":until": until,
      ":now": now,
      ":none": 0,
      ":one": 1,
      ...(dead && { ":fence": dead.fence, ":beat": dead.beat }),
    },
  });
  if (taken) return { kind: "taken", fence: stored.parse(taken).fence };
  const { fence, beat } = stored.parse(await getItem(table, importKey(list), { consistent: true }));
  return { kind: "held", seen: { fence, beat } };
}

/** Extends a lease. Returns false if another import has taken it, or it was returned. */
export async function renewImportLease(
  table: Table,
  list: string,
  fence: number,
  until: number,
): Promise<boolean> {
  return whileHeld(table, list, fence, {
    UpdateExpression: "SET leaseUntil = :until ADD beat :one",
    values: {
      ":until": until,
      ":one": 1,
    },
  });
}

/** Returns the lease of an import that did not complete. */
export async function abandonImport(table: Table, list: string, fence: number): Promise<boolean> {
  return whileHeld(table, list, fence, { UpdateExpression: "REMOVE leaseUntil", values: {} });
}

/** The end of a complete import. `version`: names the list's content, if known. */
export type ImportEnd = { readonly version: string | undefined; readonly history: HistoryItem };

/** Returns the lease of a complete import, and writes the import's history item with it. */
export async function endImport(
  table: Table,
  list: string,
  fence: number,
  { version, history }: ImportEnd,
): Promise<boolean> {
  const keep = version === undefined ? "" : "SET version = :version ";
  const update = {
    UpdateExpression: `${keep}REMOVE leaseUntil`,
    ConditionExpression: isHeld,
    values: { ":fence": fence, ...(version !== undefined && { ":version": version }) },
  };
  const end = { kind: "update", key: importKey(list), update } as const;
  return (await transact(table, [end, historyWrite(history)], history.id)).kind === "written";
}

/** What imports have made of a list. */
export type ListImports = {
  readonly running?: string | undefined;
  readonly applied?: string | undefined;
  readonly latest?: string | undefined;
};

export async function getListImports(table: Table, list: string): Promise<ListImports> {
  const item = await getItem(table, importKey(list), { consistent: true });
  const { running, applied, latest } = item ? stored.parse(item) : {};
  return { running, applied, latest };
}

/** Notes an import of a file from a browser, unless a later one is noted: ids sort by time. */
export async function noteLatestImport(table: Table, list: string, id: string): Promise<void> {
  await updateItem(table, importKey(list), {
    UpdateExpression:
      "SET latest = :id, fence = if_not_exists(fence, :none), beat = if_not_exists(beat, :none)",
    ConditionExpression: "attribute_not_exists(latest) OR latest < :id",
    values: { ":id": id, ":none": 0 },
  });
}

/**
 * Notes that an import begins to change a list, while it holds the lease. Returns false if another
 * one has begun and not ended.
 */
export async function beginRunning(
  table: Table,
  list: string,
  { fence, id }: { readonly fence: number; readonly id: string },
): Promise<boolean> {
  const done = await updateItem(table, importKey(list), {
    UpdateExpression: "SET running = :id",
    ConditionExpression: `${isHeld} AND (attribute_not_exists(running) OR running = :id)`,
    values: { ":fence": fence, ":id": id },
  });
  return done !== undefined;
}

/** Returns the write that ends an import of a list, and its lease. `applied`: the last one then. */
export function endRunning(
  list: string,
  { fence, applied }: { readonly fence: number; readonly applied: string | undefined },
) {
  const update = {
    UpdateExpression: `${applied === undefined ? "" : "SET applied = :applied "}REMOVE leaseUntil, running${applied === undefined ? ", applied" : ""}`,
    ConditionExpression: isHeld,
    values: { ":fence": fence, ...(applied !== undefined && { ":applied": applied }) },
  };
  return { kind: "update", key: importKey(list), update } as const;
}

const isHeld = "fence = :fence AND attribute_exists(leaseUntil)";

async function whileHeld(
  table: Table,
  list: string,
  fence: number,
  { UpdateExpression, values }: { readonly UpdateExpression: string; readonly values: object },
): Promise<boolean> {
  const done = await updateItem(table, importKey(list), {
    UpdateExpression,
    ConditionExpression: isHeld,
    values: { ...values, ":fence": fence },
  });
  return done !== undefined;
}

/**
 * The content of a list after a complete import,
 * if no other import has begun since: see `endImport`.
 */
export type ListContent = { readonly version: string; readonly fence: number };

export async function listContent(table: Table, list: string): Promise<ListContent | undefined> {
  const item = await getItem(table, importKey(list), { consistent: true });
  const { version, fence } = item ? stored.parse(item) : {};
  return version === undefined || fence === undefined ? undefined : { version, fence };
}
