import * as z from "zod";
import { getItem, type Key, type Table, updateItem } from "../table.ts";

/**
 * One item for each imported list: the running import,
 * if any, and the version that the last complete import left.
 */
const importKey = (list: string): Key => ({ PK: `IMPORT#${list}`, SK: `IMPORT#${list}` });
const stored = z.object({
  fence: z.number(),
  beat: z.number(),
  leaseUntil: z.number().optional(),
  version: z.string().optional(),
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
  return whileHeld(table, list, fence, "SET leaseUntil = :until ADD beat :one", {
    ":until": until,
    ":one": 1,
  });
}

/**
 * Returns the lease.
 * A complete import passes the `version` of the list's content; an incomplete one passes undefined.
 */
export async function endImport(
  table: Table,
  list: string,
  fence: number,
  version: string | undefined,
): Promise<boolean> {
  const keep = version === undefined ? "" : "SET version = :version ";
  return whileHeld(
    table,
    list,
    fence,
    `${keep}REMOVE leaseUntil`,
    version === undefined ? {} : { ":version": version },
  );
}

async function whileHeld(
  table: Table,
  list: string,
  fence: number,
  UpdateExpression: string,
  values: object,
): Promise<boolean> {
  const done = await updateItem(table, importKey(list), {
    UpdateExpression,
    ConditionExpression: "fence = :fence AND attribute_exists(leaseUntil)",
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
