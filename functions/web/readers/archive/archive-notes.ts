import type { Edition } from "../../../core/bulletins/edition.ts";
import { keepsEntries } from "../../../core/bulletins/status.ts";
import { escapeHtml } from "../../../core/text/escape-html.ts";
import { sayDay } from "../../../core/text/words/say-in.ts";
import type { Words } from "../../../core/text/words/words.ts";
import { getEditions } from "../../../store/bulletins/editions.ts";
import type { Table } from "../../../store/table.ts";

/** What an archive says of a letter that is wrong, or that corrects another: with the other's id. */
export type CorrectionNote = { readonly says: string; readonly edition: string };

/** Returns the corrections of some letters that people have by now, by id. One read. */
export async function correctionsOf(
  table: Table,
  letters: readonly Edition[],
): Promise<ReadonlyMap<string, Edition>> {
  const known = new Map(letters.map(letter => [letter.id, letter]));
  const ids = letters.flatMap(({ correctedBy = [] }) => correctedBy);
  const others = await getEditions(
    table,
    ids.filter(id => !known.has(id)),
  );
  const all = ids.flatMap(id => known.get(id) ?? others.get(id) ?? []);
  return new Map(all.filter(keepsEntries).map(edition => [edition.id, edition]));
}

/** Returns the notes of a letter: what it corrects, and when it was corrected. */
export function notesOf(
  letter: Edition,
  corrections: ReadonlyMap<string, Edition>,
  { words, zone }: { readonly words: Words; readonly zone: string },
): CorrectionNote[] {
  const { corrects, correctedBy = "" } = letter;
  const correction = corrections.get(correctedBy);
  const { correction: say } = words;
  const day = (slot: string) => sayDay(words, slot, zone);
  return [
    ...(corrects ? [{ says: say.corrects(day(corrects.slot)), edition: corrects.edition }] : []),
    ...(correction ? [{ says: say.corrected(day(correction.slot)), edition: correction.id }] : []),
  ];
}

/** Puts notes above a letter. A note without a link has an empty `href`. */
export function withNotesAbove(
  html: string,
  notes: readonly { readonly says: string; readonly href: string; readonly language?: string }[],
  { language, direction }: Words,
): string {
  if (notes.length === 0) return html;
  const lines = notes.map(({ says, href, language: own }) => {
    const text = own
      ? `<span lang="${escapeHtml(own)}">${escapeHtml(says)}</span>`
      : escapeHtml(says);
    return href === ""
      ? `<p style="margin:0">${text}</p>`
      : `<p style="margin:0"><a href="${escapeHtml(href)}" style="color:#1d4f91">${text}</a></p>`;
  });
  const box = `<div role="note" lang="${language}" dir="${direction}" style="box-sizing:border-box;max-width:600px;margin:16px auto;padding:12px 20px;border:2px solid #1d4f91;background:#ffffff;color:#1c1c1c;font:17px/1.5 Georgia,'Times New Roman',Times,serif">${lines.join("")}</div>`;
  return html.replace(/<body[^>]*>/i, body => `${body}${box}`);
}
