import type { PastedLetter } from "../../line-meeting.ts";
import type { Line } from "../../lines/line.ts";
import { startsWithGlyph } from "../../lines/line-ends.ts";
import { isPoint, type PastedTable } from "./find-table.ts";
import { headed } from "./table-head.ts";

/** A longer table is read no further than this. */
const maxRows = 100;
const maxColumns = 8;
const maxCell = 60;

/** What people and mail programs put between cells. */
const marks = [/ {2,}/, /; /, / [-–—] /, / \/ /] as const;

/** Reads a table whose cells are parted by two blanks, or by the same sign in each row. */
export function readParted(letter: PastedLetter, index: number): PastedTable | undefined {
  const first = letter.lines[index];
  if (first === undefined || first.tabbed || first.text.length > 160) return undefined;
  for (const mark of marks) {
    const found = rowsAt(letter, index, mark);
    if (found !== undefined) return found;
  }
  return undefined;
}

const cellsAt = (line: Line, mark: RegExp): string[] =>
  (mark === marks[0] ? line.source.trim() : line.text).split(mark).map(cell => cell.trim());

function rowsAt(
  { lines, salutationAt, signOffAt }: PastedLetter,
  index: number,
  mark: RegExp,
): PastedTable | undefined {
  const head = cellsAt(lines[index] as Line, mark);
  // "*  ten signatures" is a point.
  if (/^(?:[^\p{L}\d]|[o§]|\(?\w{1,4}[.)])$/u.test(head[0] ?? "") || isPoint(lines[index] as Line))
    return undefined;
  const isBlank = mark === marks[0];
  if (head.length < 2 || head.length > maxColumns) return undefined;
  const rows: string[][] = [];
  let at = index;
  for (; at < Math.min(lines.length, index + maxRows); at++) {
    const line = lines[at];
    if (line === undefined || at === salutationAt || at === signOffAt) break;
    if (at > index && line.gap && lines[index + 1]?.gap !== true) break;
    if (startsWithGlyph(line.text) || /[.:;,!?]$/.test(line.text)) break;
    const cells = cellsAt(line, mark);
    if (cells.length !== head.length || cells.some(cell => cell === "" || cell.length > maxCell))
      break;
    rows.push(cells);
  }
  const isHead = head.every(cell => /^[*_]{0,2}[\p{Lu}\p{Lo}]/u.test(cell) && !/\d{3}/.test(cell));
  if (rows.length < (head.length > 2 && isHead ? 2 : 3) || !(isHead || isBlank)) return undefined;
  const isStarred = head.every(cell => /^\*+[^*]+\*+$/.test(cell));
  const plain = isStarred
    ? [head.map(cell => cell.replace(/^\*+|\*+$/g, "")), ...rows.slice(1)]
    : rows;
  return { ...headed(plain, isStarred), end: at };
}
