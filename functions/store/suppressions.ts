import * as z from "zod";
import { type Suppression, suppression } from "./subscriptions.ts";
import { getItems, type Key, putIfAbsent, putItem, type Table } from "./table.ts";

/** A keyed hash outlives the address, so that a later import does not bring back whom nobody may write to. */
const everywhere = "EVERYWHERE";
const suppressionKey = (hash: string, scope: string): Key => ({ PK: `SUPPRESSED#${hash}`, SK: scope });
const stored = z.object({
  PK: z.string(),
  SK: z.string(),
  reason: suppression,
});

/** Where an address's suppressions lie: of that everywhere, and of those on some lists. */
export function suppressionKeys(hash: string, lists: readonly string[]): Key[] {
  return [suppressionKey(hash, everywhere), ...lists.map(list => suppressionKey(hash, `LIST#${list}`))];
}

/** Notes that an address is not to be written to: on one list, or anywhere. The first reason stays, but for an erasure, which is for good. */
export async function suppress(table: Table, hash: string, reason: Suppression, now: Date, list?: string): Promise<void> {
  const item = {
    ...suppressionKey(hash, list === undefined ? everywhere : `LIST#${list}`),
    reason,
    at: now.toISOString(),
  };
  if (reason === "erased") await putItem(table, item);
  else await putIfAbsent(table, item);
}

/** Which of the addresses are suppressed for a list, and why. */
export async function findSuppressed(table: Table, hashes: readonly string[], list: string): Promise<Map<string, Suppression>> {
  const keys = hashes.flatMap(hash => suppressionKeys(hash, [list]));
  return readSuppressions(await getItems(table, keys));
}

/** Why an address is not to be written to by anybody, if it is not. */
export async function suppressedEverywhere(table: Table, hash: string): Promise<Suppression | undefined> {
  return readSuppressions(await getItems(table, suppressionKeys(hash, []))).get(hash);
}

/** The reasons among some items, by hash: what holds everywhere before what holds on a list. */
export function readSuppressions(items: readonly unknown[]): Map<string, Suppression> {
  const read = items.map(item => stored.parse(item)).sort((a, b) => Number(a.SK === everywhere) - Number(b.SK === everywhere));
  return new Map(read.map(({ PK, reason }) => [PK.slice("SUPPRESSED#".length), reason]));
}
