import type { Edition } from "../functions/core/bulletins/edition.ts";
import type { Entry } from "../functions/core/bulletins/entry.ts";
import { everyEdition } from "../functions/store/bulletins/editions.ts";
import { listEntries } from "../functions/store/bulletins/entries.ts";
import type { Table } from "../functions/store/table.ts";

/** Returns all of a bulletin's editions, latest slot first. */
export function allEditions(table: Table, bulletin: string): Promise<Edition[]> {
  return Array.fromAsync(everyEdition(table, bulletin));
}

/** Returns a bulletin's entries, oldest first: all of them, for a test that has few. */
export async function allEntries(table: Table, bulletin: string): Promise<Entry[]> {
  return [...(await listEntries(table, bulletin, { maxItems: 1_000 })).items].reverse();
}
