import { type Line, type RawLine, reach, wouldFit } from "./line.ts";
import {
  endsOpen,
  endsStop,
  partsDate,
  startsLower,
  startsPoint,
  startsWithGlyph,
} from "./line-ends.ts";

/** Longer lines are whole paragraphs and count as this long. */
const maxCharacters = 1000;

/**
 * Returns the column width: the longest line with others within 12 characters,
 * so that a single long line does not count.
 */
export function measureWidth(lines: readonly RawLine[]): number {
  const counts = new Uint32Array(maxCharacters + 1);
  for (const { right } of lines) {
    const column = Math.min(Math.round(right), maxCharacters);
    counts[column] = (counts[column] ?? 0) + 1;
  }
  const support = 2 + Math.floor(lines.filter(line => line.right >= 40).length / 8);
  for (let edge = maxCharacters; edge >= 40; edge--) {
    const near = counts
      .subarray(Math.max(0, edge - 12), edge + 1)
      .reduce((sum, count) => sum + count, 0);
    if ((counts[edge] ?? 0) > 0 && near >= support) return edge;
  }
  return counts.findLastIndex(count => count > 0);
}

/**
 * Lines are wrapped if long lines mostly end within a sentence.
 * `lineGap` is the usual gap, in blank lines, at those places.
 */
export function measureWrapping(
  lines: readonly RawLine[],
  width: number,
): { wrapped: boolean; lineGap: number; fill: number } {
  const blanksWithin: number[] = [];
  const fills: number[] = [];
  let long = 0;
  let perhaps = 0;
  let sure = 0;
  let likely = 0;
  // Count characters, not lines:
  // a short letter with one line a paragraph has more lines in its address than in its text.
  let over = 0;
  let whole = 0;
  let torn = 0;
  let total = 0;
  for (const [index, next] of lines.entries()) {
    total += next.right;
    if (next.right > width * 1.5) {
      over += next.right;
      // pdftotext puts two lines into one where it joins a broken word: these end within a sentence.
      if (endsStop(next.text)) whole++;
      else torn++;
    }
    const line = lines[index - 1];
    if (line === undefined || line.right < width * 0.75 || startsPoint(next.text) || line.tabbed)
      continue;
    long++;
    if (endsStop(line.text)) continue;
    // A capital after a blank line may begin a paragraph: there a small letter proves that lines wrap.
    const goesOn =
      startsLower(next.text) ||
      (endsOpen(line.text) && !line.text.endsWith(",")) ||
      partsDate(line.text, next.text) ||
      /^\p{Lo}/u.test(next.text);
    if (startsLower(next.text)) fills.push(reach(line, next) / width);
    if (wouldFit(line, next, width * 0.9)) continue;
    if (goesOn) sure++;
    else if (next.blanks === 0 || next.newPage) likely++;
    if (goesOn || next.blanks === 0 || (next.newPage && endsOpen(line.text)))
      blanksWithin.push(next.blanks);
    else perhaps++;
  }
  const wrapped =
    width >= 30 &&
    width <= 200 &&
    over <= total / (whole > 2 && torn === 0 ? 4 : 2) &&
    sure + likely > 0 &&
    blanksWithin.length + perhaps >= long * (sure > 0 ? 0.15 : 0.4);
  const atShare = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.floor(values.length * share)];
  const fill = Math.min(1, Math.max(0.75, atShare(fills, 0.05) ?? 0.88));
  return { wrapped, lineGap: wrapped ? (atShare(blanksWithin, 0.5) ?? 0) : 0, fill };
}

/**
 * Whether paragraphs have gaps:
 * mostly a gap follows a short line that ends a sentence, and not only around lists.
 */
export function measureGaps(lines: readonly Line[], width: number): boolean {
  let balance = 0;
  for (const [index, next] of lines.entries()) {
    const line = lines[index - 1];
    if (
      line === undefined ||
      !endsStop(line.text) ||
      startsWithGlyph(next.text) ||
      startsLower(next.text)
    )
      continue;
    if (wouldFit(line, next, width * 0.88)) balance += next.gap ? 1 : -3;
  }
  return balance >= 0;
}
