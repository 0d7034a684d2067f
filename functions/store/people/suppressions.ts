import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import { getItems } from "../batch-requests.ts";
import { historyWrite } from "../history/histories.ts";
import { type Key, putIfAbsent, putItem, type Table } from "../table.ts";
import { isNew, transact } from "../transact.ts";
import { type Suppression, suppression } from "./subscriptions.ts";

/** The letters that a suppression covers: all, the editions of one bulletin, or one list. */
export type Scope = "everywhere" | { readonly bulletin: string } | { readonly list: string };

/**
 * The keyed hash stays after an erasure,
 * so that a later import does not bring back a suppressed person.
 */
const suppressionKey = (hash: string, scope: Scope): Key => ({
  PK: `SUPPRESSED#${hash}`,
  SK: nameOf(scope),
});
const everywhere = "EVERYWHERE";
const stored = z.object({
  PK: z.string(),
  SK: z.string(),
  reason: suppression,
});

function nameOf(scope: Scope): string {
  if (scope === "everywhere") return everywhere;
  return "bulletin" in scope ? `BULLETIN#${scope.bulletin}` : `LIST#${scope.list}`;
}

/** Returns the keys of an address's suppressions: everywhere, and within some narrower scopes. */
export function suppressionKeys(hash: string, scopes: readonly Scope[]): Key[] {
  return [suppressionKey(hash, "everywhere"), ...scopes.map(scope => suppressionKey(hash, scope))];
}

/** Suppresses an address within a scope. The first reason stays; only an erasure replaces it. */
export async function suppress(
  table: Table,
  hash: string,
  {
    reason,
    now,
    scope,
  }: { readonly reason: Suppression; readonly now: Date; readonly scope: Scope },
): Promise<void> {
  const item = { ...suppressionKey(hash, scope), reason, at: now.toISOString() };
  if (reason === "erased") await putItem(table, item);
  else await putIfAbsent(table, item);
}

/**
 * Suppresses an address by a decision, and writes its history item with it. Returns false, with
 * nothing written, if the address is suppressed within the scope already. An erasure replaces every
 * other reason.
 */
export async function suppressBy(
  table: Table,
  hash: string,
  { reason, scope }: { readonly reason: Suppression; readonly scope: Scope },
  history: HistoryItem,
): Promise<boolean> {
  const orOther = reason === "erased" && {
    expression: `${isNew.expression} OR reason <> :reason`,
    values: { ":reason": reason },
  };
  const item = { ...suppressionKey(hash, scope), reason, at: history.at };
  const put = { kind: "put", item, condition: orOther || isNew } as const;
  return (await transact(table, [put, historyWrite(history)], history.id)).kind === "written";
}

/** Returns which addresses are suppressed everywhere or within any of the scopes, and why. */
export async function findSuppressed(
  table: Table,
  hashes: readonly string[],
  scopes: readonly Scope[],
): Promise<Map<string, Suppression>> {
  const keys = hashes.flatMap(hash => suppressionKeys(hash, scopes));
  return readSuppressions(await getItems(table, keys));
}

/** Returns why an address is suppressed everywhere, or undefined. */
export async function suppressedEverywhere(
  table: Table,
  hash: string,
): Promise<Suppression | undefined> {
  return readSuppressions(await getItems(table, suppressionKeys(hash, []))).get(hash);
}

/**
 * Reads items of suppressions; returns reasons by hash. "Everywhere" wins over a narrower scope.
 */
export function readSuppressions(items: readonly unknown[]): Map<string, Suppression> {
  const read = items
    .map(item => stored.parse(item))
    .sort((a, b) => Number(a.SK === everywhere) - Number(b.SK === everywhere));
  return new Map(read.map(({ PK, reason }) => [PK.slice("SUPPRESSED#".length), reason]));
}
