import { type Line, startsLower, startsWithGlyph } from "./pasted-lines.ts";

/** A page number that is clear from its form ("Page 2 of 3", "- 2 -", "2/3"). */
const pageNumber =
  /^(?:(?:page|seite|tudalen|página|pagina|p\.)\s?\d{1,3}(?:\s?(?:of|von|o|sur|de|di|\/)\s?\d{1,3})?|[-–—]\s?\d{1,3}\s?[-–—]|\d{1,2}\s?\/\s?\d{1,2})$/i;

/** Equal lines at a smaller distance are not heads or feet of two pages. */
const minPageLines = 5;

/**
 * Whether a line is only a page number. A bare number counts only with gaps or page ends around it.
 */
function isPageNumber(lines: readonly Line[], index: number): boolean {
  const [line, next] = [lines[index], lines[index + 1]];
  if (line === undefined) return false;
  const parted = (line.gap || line.newPage) && (next === undefined || next.gap || next.newPage);
  return pageNumber.test(line.text) || (parted && /^\d{1,3}$/.test(line.text));
}

/**
 * Returns a line without its numbers, equal on every page;
 * undefined if the line cannot be a page's head or foot.
 */
function furnitureKey({ text }: Line): string | undefined {
  const isAddress = !text.includes(" ");
  const plausible =
    text.length >= 8 &&
    text.length <= 150 &&
    (isAddress || !startsLower(text)) &&
    !startsWithGlyph(text);
  return plausible && !/[:;,?]$/.test(text) ? text.toLowerCase().replace(/\d+/g, "#") : undefined;
}

/**
 * Returns the lines that belong to pages and not to the letter:
 * page numbers, and heads and feet that repeat.
 */
export function findPageFurniture(lines: readonly Line[]): ReadonlySet<number> {
  const found = new Set<number>();
  const last = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    if (isPageNumber(lines, index)) found.add(index);
    const key = furnitureKey(line);
    if (key === undefined) continue;
    const before = last.get(key);
    if (before !== undefined && index - before >= minPageLines) found.add(before).add(index);
    last.set(key, index);
  }
  for (const index of [...found])
    if (/^\d{1,3}$/.test(lines[index + 1]?.text ?? "")) found.add(index + 1);
  return found;
}
