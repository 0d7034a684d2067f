import type { PastedLetter } from "../../line-meeting.ts";
import type { Line } from "../../lines/line.ts";
import { startsWithGlyph } from "../../lines/line-ends.ts";
import { type CellPiece, kindOf } from "./cell-kinds.ts";
import type { PastedTable } from "./find-table.ts";

/** A longer table is read no further than this. */
const maxCells = 200;
const maxCell = 110;
const maxColumns = 7;
const maxBlocks = 40;
/** At least this share of a column's cells are dates, times, amounts or codes, if it has any. */
const leastFigures = 0.6;

const isCell = ({ text }: Line): boolean =>
  text.length <= maxCell &&
  !startsWithGlyph(text) &&
  (!(text.length > 60 ? /[.:;!?]$/ : /[:;!?]$/).test(text) || /^\S+$/.test(text));

/** Reads a table whose cells are lines of their own, row by row or column by column. */
export function readStacked(letter: PastedLetter, index: number): PastedTable | undefined {
  const { lines, signOffAt } = letter;
  const first = lines[index];
  if (first === undefined || !canHead(first)) return undefined;
  const end = Math.min(
    lines.length,
    index + maxCells,
    signOffAt > index ? signOffAt : Number.POSITIVE_INFINITY,
  );
  let to = index + 1;
  while (to < end && lines[to]?.gap === false && isCell(lines[to] as Line)) to++;
  const run = lines.slice(index, to);
  if (run.length < 2) return undefined;
  const byRow = readByRow(run, index);
  return byRow === undefined ? readByColumn(letter, index, to) : withLastColumn(letter, byRow);
}

/** Adds a column that is a block of its own below the others, as pdftotext may have it. */
function withLastColumn({ lines }: PastedLetter, table: PastedTable): PastedTable {
  const block = lines.slice(table.end, table.end + table.rows.length + 1);
  const [head, ...cells] = block.map(({ text }) => text);
  const isBlock =
    block.length === table.rows.length + 1 &&
    block.every((line, at) => line.gap === (at === 0) && isCell(line)) &&
    lines[table.end + block.length]?.gap !== false;
  if (!isBlock || head === undefined || !isTitle(head) || !cells.map(kindOf).every(isFigure))
    return table;
  return {
    head: [...table.head, head],
    rows: table.rows.map((row, at) => [...row, cells[at] ?? ""]),
    end: table.end + block.length,
  };
}

const isTitle = (text: string): boolean =>
  text.length <= 40 && /^[\p{Lu}\p{Lo}]/u.test(text) && !/[.,]$/.test(text);
const canHead = (line: Line): boolean => isCell(line) && isTitle(line.text);

const isFigure = (kind: CellPiece["kind"] | undefined): boolean =>
  kind !== undefined && kind !== "text";

/** So well the cells of a column must be of one kind. */
const leastAlike = 0.8;
const leastWhole = 0.9;
/** A table whose rows begin with dates or numbers counts less than one whose rows begin with names. */
const unnamedScore = 0.8;

function readByRow(run: readonly Line[], index: number): PastedTable | undefined {
  if (run.length < 6) return undefined;
  const texts = run.map(({ text }) => text);
  const kinds = texts.map(kindOf);
  const best = bestRows(texts, kinds, 0);
  // Right above a table, without a blank line, is its title.
  const below = run.length > 6 ? bestRows(texts, kinds, 1) : undefined;
  if (best === undefined || (below?.score ?? 0) > best.score) return undefined;
  return { head: texts.slice(0, best.columns), rows: best.rows, end: index + best.end };
}

type Rows = {
  readonly columns: number;
  readonly rows: string[][];
  readonly end: number;
  /** How well the cells of the columns are alike, and how many of the lines are cells. */
  readonly score: number;
};

function bestRows(
  texts: readonly string[],
  kinds: readonly CellPiece["kind"][],
  from: number,
): Rows | undefined {
  let best: Rows | undefined;
  for (let columns = 2; columns <= maxColumns && from + columns * 3 <= texts.length; columns++) {
    if (!isHead(texts.slice(from, from + columns), kinds.slice(from, from + columns))) continue;
    const found = rowsOf(texts, kinds, from, columns);
    if (found !== undefined && found.score > (best?.score ?? 0)) best = found;
  }
  return best;
}

/** Titles; or one, and dates: "Service", "24 Dec", "25 Dec". */
const isHead = (texts: readonly string[], [, ...kinds]: readonly CellPiece["kind"][]): boolean =>
  isTitle(texts[0] ?? "") &&
  ((texts.every(isTitle) && !texts.map(kindOf).some(isTimed)) ||
    (kinds.length > 1 && kinds.every(kind => kind === "when")));

const isTimed = (kind: CellPiece["kind"]): boolean => kind === "when" || kind === "amount";

/** The rows below the head, as long as they have the kinds of cells that most rows have. */
function rowsOf(
  texts: readonly string[],
  kinds: readonly CellPiece["kind"][],
  from: number,
  columns: number,
): Rows | undefined {
  const first = kinds.slice(from + columns, from + columns * 2);
  if (!first.some(isFigure)) return undefined;
  const rows: string[][] = [];
  const found: CellPiece["kind"][][] = [];
  let at = from + columns;
  while (at + columns <= texts.length) {
    const own = kinds.slice(at, at + columns);
    // The last row may have words where the others have figures.
    const isEnd = at + columns === texts.length && rows.length > 1;
    if (!isRow(own, first) && !isEnd) break;
    rows.push(texts.slice(at, at + columns));
    found.push(own);
    at += columns;
    const isRest = /^[(\p{Ll}]/u.test(texts[at] ?? "") || isTimed(kinds[at] ?? "text");
    if (isRest && at < texts.length && !isRow(kinds.slice(at, at + columns), first)) {
      // A line that did not fit its cell comes below the row: "(undergraduate)", "5pm".
      const place = isTimed(kinds[at] ?? "text") ? own.findIndex(isTimed) : 0;
      const row = rows.at(-1) ?? [];
      row[Math.max(0, place)] += ` ${texts[at]}`;
      at++;
    }
  }
  if (rows.length < 2) return undefined;
  const alike = first.map((_, place) => mostAlike(found.map(row => row[place])));
  const share = alike.reduce((sum, each) => sum + each, 0) / columns;
  const isSteady = first.some(
    (_, place) => found.filter(row => isFigure(row[place])).length >= found.length * leastFigures,
  );
  const isNamed = found.filter(([kind]) => kind !== "when").length >= found.length / 2;
  // Dates in the first column are rows that begin in the middle, unless all lines are cells.
  const isWhole = at === texts.length && share >= leastWhole;
  if (share < leastAlike || !isSteady || !(isNamed || isWhole)) return undefined;
  const cover = (at - from) / (texts.length - from);
  return {
    columns,
    rows,
    end: at,
    score: share * share * cover * (isNamed && !isTimed(first[0] ?? "text") ? 1 : unnamedScore),
  };
}

/** The share of the most frequent value. */
function mostAlike(values: readonly unknown[]): number {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(...counts.values()) / values.length;
}

/** Whether the cells are what those of the first row are; a few of the later ones may differ. */
function isRow(own: readonly CellPiece["kind"][], first: readonly CellPiece["kind"][]): boolean {
  const alike = own.filter((kind, at) => isFigure(kind) === isFigure(first[at])).length;
  return own.length === first.length && own.some(isFigure) && alike >= own.length - 2;
}

/** Each column is a block of as many lines, its head first; a blank line parts the blocks. */
function readByColumn({ lines }: PastedLetter, index: number, to: number): PastedTable | undefined {
  const height = to - index;
  const columns: string[][] = [lines.slice(index, to).map(({ text }) => text)];
  let at = to;
  while (columns.length < maxBlocks) {
    const block = lines.slice(at, at + height);
    const isBlock =
      block.length === height &&
      block[0]?.gap === true &&
      block.slice(1).every(line => !line.gap) &&
      block.every(isCell) &&
      canHead(block[0]);
    if (!isBlock) break;
    columns.push(block.map(({ text }) => text));
    at += height;
  }
  const rows = rowsOfBlocks(columns);
  if (rows !== undefined) return { head: columns[0] ?? [], rows, end: at };
  const figures = columns.slice(1).filter(([, ...cells]) => {
    const kinds = cells.map(kindOf);
    return kinds.filter(isFigure).length >= kinds.length * leastFigures;
  });
  if (
    height < 3 ||
    columns.length > maxColumns ||
    figures.length === 0 ||
    columns.some(([head]) => isTimed(kindOf(head ?? "")))
  )
    return undefined;
  const row = (place: number) => columns.map(column => column[place] ?? "");
  return {
    head: row(0),
    rows: Array.from({ length: height - 1 }, (_, place) => row(place + 1)),
    end: at,
  };
}

/** Blocks with the same kinds of cells are rows: "Years 3 to 6" / "£2,980" / "£8,940". */
function rowsOfBlocks([head = [], ...rows]: readonly string[][]): readonly string[][] | undefined {
  const [first, ...others] = rows.map(row => row.map(kindOf));
  if (first === undefined || others.length === 0 || !head.every(isTitle)) return undefined;
  const isAlike = (kinds: readonly CellPiece["kind"][]) =>
    kinds.every((kind, at) => at === 0 || kind === first[at]);
  return first.slice(1).some(isFigure) && others.every(isAlike) ? rows : undefined;
}
