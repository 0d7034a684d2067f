import * as z from "zod";
import type { Suppression } from "./subscriptions.ts";
import { getItems, type Key, putIfAbsent, type Table } from "./table.ts";

/** A keyed hash outlives the address, so that a later import does not bring back whom nobody may write to. */
const everywhere = "EVERYWHERE";
const suppressionKey = (hash: string, scope: string): Key => ({ PK: `SUPPRESSED#${hash}`, SK: scope });
const stored = z.object({ PK: z.string(), reason: z.enum(["unsubscribed", "bounced", "complained", "erased"]) });

/** Notes that an address is not to be written to: on one list, or anywhere. The first reason stays. */
export async function suppress(table: Table, hash: string, reason: Suppression, now: Date, list?: string): Promise<void> {
  await putIfAbsent(table, {
    ...suppressionKey(hash, list === undefined ? everywhere : `LIST#${list}`),
    reason,
    at: now.toISOString(),
  });
}

/** Which of the addresses are suppressed for a list, and why. */
export async function findSuppressed(table: Table, hashes: readonly string[], list: string): Promise<Map<string, Suppression>> {
  const keys = hashes.flatMap(hash => [suppressionKey(hash, everywhere), suppressionKey(hash, `LIST#${list}`)]);
  const items = (await getItems(table, keys)).map(item => stored.parse(item));
  return new Map(items.map(({ PK, reason }) => [PK.slice("SUPPRESSED#".length), reason]));
}
