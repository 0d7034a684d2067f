import type { PastedLetter } from "../../line-meeting.ts";
import type { Line } from "../../lines/line.ts";
import { startsWithGlyph } from "../../lines/line-ends.ts";
import { isPoint, type PastedTable } from "./find-table.ts";
import { headed } from "./table-head.ts";

/** A longer table is read no further than this. */
const maxRows = 100;
const maxCharacters = 160;
const minRows = 3;

/**
 * Reads a table by the blanks that all of its lines have in the same columns, as text browsers write
 * it: a blank beside the longest cell of a column, and many beside the others.
 */
export function readSharedBlanksTable(
  letter: PastedLetter,
  index: number,
): PastedTable | undefined {
  const { lines, salutationAt, signOffAt } = letter;
  const block: Line[] = [];
  for (let at = index; at < Math.min(lines.length, index + maxRows); at++) {
    const line = lines[at];
    if (line === undefined || at === salutationAt || at === signOffAt || line.tabbed) break;
    if ((at > index && line.gap) || line.source.length > maxCharacters) break;
    if (startsWithGlyph(line.text) || /[.:;!?]$/.test(line.text) || !line.text.includes(" ")) break;
    block.push(line);
  }
  const isSpread = ({ source }: Line) => / {2,}/.test(source.trim());
  if (block.length < minRows || !block.slice(0, 1).every(isSpread)) return undefined;
  if (block.filter(isSpread).length < block.length * 0.6) return undefined;
  if (
    block.slice(0, 1).some(isPoint) ||
    /^(?:[^\p{L}\d\s]|\(?\w{1,4}[.)])\s/u.test(block[0]?.text ?? "")
  )
    return undefined;
  const starts = columnStarts(block.map(({ source }) => source));
  if (starts.length === 0) return undefined;
  const rows = block.map(({ source }) =>
    [...starts, source.length].map((to, column) =>
      source
        .slice(column === 0 ? 0 : starts[column - 1], to)
        .replace(/\s+/g, " ")
        .trim(),
    ),
  );
  const isFull = rows.every(row => row.filter(cell => cell !== "").length >= row.length / 2);
  // Two blanks within a cell: this is no table, or its columns are not where we think.
  const isClean = block.every(({ source }) => {
    const inner = [...source.trimEnd().matchAll(/\S {3,}(?=\S)/g)];
    return inner.every(({ index: from, 0: blanks }) =>
      starts.some(start => start > from && start <= from + blanks.length),
    );
  });
  if (!isFull || !isClean || rows.some(row => row.some(cell => cell.length > 60))) return undefined;
  return { ...headed(rows, false), end: index + block.length };
}

/** The columns where cells begin: right of those that are blank in every line. */
function columnStarts(sources: readonly string[]): number[] {
  const width = Math.max(...sources.map(source => source.length));
  const left = Math.min(...sources.map(source => source.search(/\S/)));
  const starts: number[] = [];
  const isBlank = (column: number) => sources.every(source => (source[column] ?? " ") === " ");
  for (let column = left + 1; column < width; column++)
    if (isBlank(column - 1) && !isBlank(column) && starts.at(-1) !== column) starts.push(column);
  return starts.filter(column => isColumnStart(sources, column));
}

/** Whether cells begin at a column, and not just words: below each other, after two blanks or as figures. */
function isColumnStart(sources: readonly string[], column: number): boolean {
  const least = sources.length / 2;
  const begin = sources.filter(source => /\S/.test(source[column] ?? ""));
  const apart = begin.filter(source => /\s\s$/.test(source.slice(0, column)));
  const figures = sources.filter(source => /^ {0,3}[£$€]?\d/.test(source.slice(column)));
  return (begin.length > least && apart.length >= least * 0.8) || figures.length > least;
}
