import type { Entry } from "../../../core/bulletins/entry.ts";
import { keepsEntries } from "../../../core/bulletins/status.ts";
import { getEditions } from "../../../store/bulletins/editions.ts";
import { closeEntry } from "../../../store/bulletins/entries.ts";
import type { Pipeline } from "../../pipeline.ts";

/**
 * Closes the open entries whose edition keeps them, so that pages and later editions no longer read
 * them. Runs whenever a bulletin's next edition is composed. If it is interrupted, the next run
 * completes it.
 */
export async function closeEntries(
  { table }: Pick<Pipeline, "table">,
  open: readonly Entry[],
): Promise<void> {
  const ids = new Set(open.flatMap(({ edition }) => edition ?? []));
  const editions = await getEditions(table, [...ids]);
  const kept = open.filter(({ edition: id = "" }) => {
    const edition = editions.get(id);
    return edition !== undefined && keepsEntries(edition);
  });
  await Promise.all(kept.map(({ bulletin, id }) => closeEntry(table, bulletin, id)));
}
