import * as z from "zod";
import { getItems, type Key, putIfAbsent, putItem, type Table } from "../table.ts";
import { type Suppression, suppression } from "./subscriptions.ts";

/** What an address is not written to for: anything, the editions of one bulletin, or one list. */
export type Scope = "everywhere" | { readonly bulletin: string } | { readonly list: string };

/** A keyed hash outlives the address, so that a later import does not bring back a person who must not be written to. */
const suppressionKey = (hash: string, scope: Scope): Key => ({ PK: `SUPPRESSED#${hash}`, SK: nameOf(scope) });
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

/** Where the suppressions of an address are kept: the one that holds everywhere, and those of some narrower scopes. */
export function suppressionKeys(hash: string, scopes: readonly Scope[]): Key[] {
  return [suppressionKey(hash, "everywhere"), ...scopes.map(scope => suppressionKey(hash, scope))];
}

/** Notes that an address is not to be written to within a scope. The first reason stays; an erasure replaces any other. */
export async function suppress(table: Table, hash: string, reason: Suppression, now: Date, scope: Scope): Promise<void> {
  const item = { ...suppressionKey(hash, scope), reason, at: now.toISOString() };
  if (reason === "erased") await putItem(table, item);
  else await putIfAbsent(table, item);
}

/** Which of the addresses are suppressed everywhere or within any of the scopes, and why. */
export async function findSuppressed(
  table: Table,
  hashes: readonly string[],
  scopes: readonly Scope[],
): Promise<Map<string, Suppression>> {
  const keys = hashes.flatMap(hash => suppressionKeys(hash, scopes));
  return readSuppressions(await getItems(table, keys));
}

/** Why an address is not to be written to at all, or undefined. */
export async function suppressedEverywhere(table: Table, hash: string): Promise<Suppression | undefined> {
  return readSuppressions(await getItems(table, suppressionKeys(hash, []))).get(hash);
}

/** The reasons among some items, by hash: what holds everywhere before what holds within a narrower scope. */
export function readSuppressions(items: readonly unknown[]): Map<string, Suppression> {
  const read = items.map(item => stored.parse(item)).sort((a, b) => Number(a.SK === everywhere) - Number(b.SK === everywhere));
  return new Map(read.map(({ PK, reason }) => [PK.slice("SUPPRESSED#".length), reason]));
}
