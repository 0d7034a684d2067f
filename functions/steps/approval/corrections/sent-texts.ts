import { correctedEntryId } from "../../../core/bulletins/correction/correction.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import type { Entry } from "../../../core/bulletins/entry.ts";
import type { Variant } from "../../../core/bulletins/languages/letter-text.ts";
import { isBound } from "../../../core/bulletins/status.ts";
import { getEntry, listOpenEntries } from "../../../store/bulletins/entries.ts";
import type { Pipeline } from "../../pipeline.ts";

/** An entry of a sent edition, and the words that a correction of it begins with. */
export type SentText = {
  readonly sent: Entry;
  readonly title: string;
  readonly body: string;
  /** In other languages. */
  readonly variants: readonly Variant[];
};

/**
 * Returns the entries of a sent edition, in their order, to be corrected: with the words that were
 * saved for an earlier try, or those that were sent.
 */
export async function readSentTexts(
  { table }: Pick<Pipeline, "table">,
  edition: Pick<Edition, "bulletin" | "entries">,
): Promise<SentText[]> {
  const open = await listOpenEntries(table, edition.bulletin);
  const texts: SentText[] = [];
  for (const id of edition.entries) {
    const sent = await getEntry(table, edition.bulletin, id);
    if (!sent) continue;
    const saved = open.find(entry => entry.id === correctedEntryId(id) && !isBound(entry));
    const { title, body, variants = [] } = saved ?? sent;
    texts.push({ sent, title, body, variants });
  }
  return texts;
}
