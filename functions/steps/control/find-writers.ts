import { actorName } from "../../core/access/actor.ts";
import { entrySubject } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { listHistory } from "../../store/history/histories.ts";
import type { Pipeline } from "../pipeline.ts";

/** Entries of an edition whose histories are read, and the latest decisions of each. */
const limits = { entries: 20, decisions: 20 };

const writing: ReadonlySet<string> = new Set(["entry-added", "entry-saved"]);

/** Returns the names of those who wrote an edition's entries, each once. */
export async function findWriters(
  { table }: Pick<Pipeline, "table">,
  { bulletin, entries }: Pick<Edition, "bulletin" | "entries">,
): Promise<string[]> {
  const histories = await Promise.all(
    entries
      .slice(0, limits.entries)
      .map(entry => listHistory(table, entrySubject(bulletin, entry), limits.decisions)),
  );
  const written = histories.flat().filter(({ what }) => writing.has(what));
  return [...new Set(written.map(({ by }) => actorName(by)))].filter(name => name !== "");
}
