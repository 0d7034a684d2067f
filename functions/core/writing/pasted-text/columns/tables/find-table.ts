import type { PastedLetter } from "../../line-meeting.ts";
import type { Cell, Line } from "../../lines/line.ts";
import { startsLower, startsWithGlyph } from "../../lines/line-ends.ts";
import { readOneBlankTable } from "./one-blank-table.ts";
import { readParted } from "./parted-table.ts";
import { readSharedBlanksTable } from "./shared-blanks-table.ts";
import { readStacked } from "./stacked-table.ts";
import { headed } from "./table-head.ts";

/** A table's rows as texts. `end` is the first line below the table. */
export type PastedTable = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly end: number;
};

/** A longer table is read no further than this. */
const maxRows = 300;
const maxColumns = 12;

/** The line between a Markdown table's head and rows, or a drawn border: "|---|:-:|", "+----+". */
const isBorder = (text: string): boolean =>
  text.length >= 3 && /^[|+\s:=─━│┃┌┐└┘├┤┬┴┼╔╗╚╝═║╠╣╦╩╬-]+$/.test(text) && /[-=─━═]{2}/.test(text);

/** Returns the cells between pipes; undefined if the line has no pipe. */
function pipedCells(text: string): string[] | undefined {
  if (!/[|│┃║]/.test(text) || text.length > 2_000) return undefined;
  const cells = text.replace(/^[|│┃║]|[|│┃║]$/g, "").split(/[|│┃║]/);
  return cells.length >= 2 || /^[|│┃║].*[|│┃║]$/.test(text)
    ? cells.map(cell => cell.trim())
    : undefined;
}

function readPiped({ lines }: PastedLetter, index: number): PastedTable | undefined {
  const rows: string[][] = [];
  let at = index;
  let border = -1;
  for (; at < Math.min(lines.length, index + maxRows); at++) {
    const line = lines[at];
    if (line === undefined || (at > index && line.gap)) break;
    if (isBorder(line.text)) {
      if (rows.length === 0 && at > index) return undefined;
      if (rows.length > 0 && border === -1) border = rows.length;
      continue;
    }
    const cells = pipedCells(line.text);
    if (cells === undefined) break;
    rows.push(cells);
  }
  const count = rows[0]?.length ?? 0;
  const isEven = rows.every(row => row.length <= count);
  // "Ada | Warden | 01632 960 001" on one line is no table.
  if (count < 2 || count > maxColumns || rows.length < 2 || !isEven) return undefined;
  return { ...headed(rows, border === 1), end: at };
}

/** Whether the first cell is only a bullet or the number of a point: "(a)", "2.", "2.1" above prose. */
export const isPoint = ({ cells: [first, second, third] }: Line): boolean =>
  /^(?:[*\-–—o·§]|\(?\w{1,4}[.)])$/.test(first?.text ?? "") ||
  (third === undefined &&
    /^\d{1,2}(?:\.\d{1,2}){1,2}$/.test(first?.text ?? "") &&
    /^["'“‘(]?\p{L}/u.test(second?.text ?? ""));

function readTabbed(
  { lines, salutationAt, signOffAt }: PastedLetter,
  index: number,
): PastedTable | undefined {
  const rows: string[][] = [];
  let at = index;
  for (; at < Math.min(lines.length, index + maxRows) && at !== signOffAt; at++) {
    const line = lines[at];
    // One blank line between all rows is the spacing of the extraction.
    if (line === undefined || !line.tabbed || at === salutationAt) break;
    // "2.24⇥The auditor…" is a row below "Paragraph⇥Change", and otherwise a point.
    const isRow = !line.gap && rows[0]?.length === line.cells.length;
    if (startsWithGlyph(line.text) || (isPoint(line) && !isRow)) break;
    if (line.cells.length < 2) break;
    rows.push(line.cells.map(cell => cell.text));
  }
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (rows.length < 2 || count > maxColumns) return undefined;
  // A head without a cell above the first column.
  const first = rows[0] ?? [];
  const padded = first.length === count - 1 && rows.slice(1).every(row => row.length === count);
  const full = rows.filter(row => row.length === count).length;
  if (!padded && full < rows.length / 2) return undefined;
  return { ...headed(padded ? [["", ...first], ...rows.slice(1)] : rows, false), end: at };
}

/** Where the columns of aligned lines begin, or undefined if they do not agree. */
function agree(one: readonly Cell[], two: readonly Cell[]): boolean {
  return (
    one.length === two.length &&
    one.every((cell, at) => {
      const other = two[at];
      if (other === undefined) return false;
      const [end, otherEnd] = [cell.column + cell.text.length, other.column + other.text.length];
      return Math.abs(cell.column - other.column) <= 1 || Math.abs(end - otherEnd) <= 1;
    })
  );
}

function readAligned(
  { lines, salutationAt, signOffAt }: PastedLetter,
  index: number,
): PastedTable | undefined {
  const first = lines[index];
  if (first === undefined || first.tabbed || first.cells.length < 2 || isPoint(first))
    return undefined;
  const rows: { cells: readonly Cell[]; texts: string[] }[] = [];
  let at = index;
  for (; at < Math.min(lines.length, index + maxRows); at++) {
    const line = lines[at];
    if (line === undefined || at === salutationAt || at === signOffAt || startsWithGlyph(line.text))
      break;
    const above = rows.at(-1);
    if (isBorder(line.text) && !line.gap) continue;
    if (line.cells.length === first.cells.length && agree(first.cells, line.cells))
      rows.push({ cells: line.cells, texts: line.cells.map(cell => cell.text) });
    else if (
      above !== undefined &&
      !line.gap &&
      continues(first.cells, line, above.texts, lines[at + 1])
    )
      continue;
    else break;
  }
  if (rows.length < (first.cells.length > 2 ? 2 : 3)) return undefined;
  if (rows.some(row => row.texts.some(text => text.length > 80))) return undefined;
  return {
    ...headed(
      rows.map(row => row.texts),
      isBorder(lines[index + 1]?.text ?? ""),
    ),
    end: at,
  };
}

/** Adds the rest of cells that go on in the next line, below the second column or a later one. */
function continues(
  columns: readonly Cell[],
  line: Line,
  texts: string[],
  next: Line | undefined,
): boolean {
  const targets = line.cells.map(cell =>
    columns.findIndex(column => Math.abs(column.column - cell.column) <= 1),
  );
  if (targets.length === 0 || targets.includes(-1)) return false;
  // The first column goes on only in a line that is no row of its own.
  const [first] = line.cells;
  const isAboveRow = next !== undefined && !next.gap && agree(columns, next.cells);
  const isRest =
    targets.length < columns.length &&
    first !== undefined &&
    (startsLower(first.text) || first.text.startsWith("(") || isAboveRow);
  if (targets.includes(0) && !isRest) return false;
  for (const [at, target] of targets.entries())
    texts[target] = `${texts[target]} ${line.cells[at]?.text}`;
  return true;
}

/**
 * Returns the table that begins at a line: its columns are parted by pipes or tabs, or aligned with
 * blanks. The head of a letter and the lines below its sign-off have none.
 */
export function findTable(letter: PastedLetter, index: number): PastedTable | undefined {
  const line = letter.lines[index];
  if (line === undefined || index <= letter.salutationAt || index === letter.signOffAt)
    return undefined;
  // Below the signatures, an annex may have a table; two columns may be names.
  const isBelow = letter.signOffAt !== -1 && index > letter.signOffAt;
  if (isBelow && (index < letter.signOffAt + 4 || line.cells.length < 3)) return undefined;
  if (line.tabbed) return readTabbed(letter, index);
  if (pipedCells(line.text) || isBorder(line.text)) return readPiped(letter, index);
  const columns = ({ rows }: PastedTable) => rows[0]?.length ?? 0;
  const [best] = [readParted, readAligned, readSharedBlanksTable]
    .flatMap(read => read(letter, index) ?? [])
    .sort((one, two) => two.end - one.end || columns(two) - columns(one));
  return best ?? readOneBlankTable(letter, index) ?? readStacked(letter, index);
}
