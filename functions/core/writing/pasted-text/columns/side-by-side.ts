import { nameKind } from "../../letter-grammar/name-lines.ts";
import type { Cell, Line } from "../lines/line.ts";
import { firstWord } from "../lines/line-widths.ts";

/** The signatures are among this many last lines. */
const maxCloseLines = 60;
const maxColumns = 3;

const mark = /^(?:\/s\/|\/.+\/|[([].*(?:sign|sgd).*[)\]]|_{3,}|\.{5,})$/i;

/** Whether all cells of a line could be the names, or the marks above the names, of signatories. */
function areNames(cells: readonly Cell[]): boolean {
  return (
    cells.length > 1 &&
    cells.length <= maxColumns &&
    cells.every(({ text }) => mark.test(text) || /^(?:title|name)$/.test(nameKind(text) ?? ""))
  );
}

const areMarks = (line: Line | undefined): boolean =>
  line?.cells.every(({ text }) => mark.test(text)) === true;

/**
 * Puts signatures that stand side by side below each other: "Ada King    Ben Ode" above "Warden
 * Bursar". The lines of a column stay together.
 */
export function unfoldSignatures(lines: readonly Line[]): readonly Line[] {
  const from = Math.max(0, lines.length - maxCloseLines);
  return unfoldFrom([...lines.slice(0, from), ...splitCells(lines.slice(from))], from);
}

/** Word writes the end of one cell and the beginning of the next on one line: "Warden⇥Ben Ode". */
function splitCells(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line, at) => {
    const [left, right, ...others] = line.tabbed ? line.cells : [];
    const isInTable = lines[at - 1]?.tabbed === true || lines[at + 1]?.tabbed === true;
    const parts = left !== undefined && right !== undefined && others.length === 0 && !isInTable;
    const isName = /^(?:name|title)$/.test(nameKind(right?.text ?? "") ?? "");
    if (!parts || !isName || nameKind(left.text) !== undefined) return [line];
    return [left, right].map(({ text }, order) => ({
      ...line,
      text,
      right: text.length,
      first: firstWord(text).length + 1,
      gap: order === 1 || line.gap,
      cells: [{ text, column: 0 }],
      tabbed: false,
    }));
  });
}

function unfoldFrom(lines: readonly Line[], from: number): readonly Line[] {
  const at = lines.findIndex((line, index) => index >= from && areNames(line.cells));
  const head = lines[at];
  if (head === undefined) return lines;
  const columns: Line[][] = head.cells.map(() => []);
  let end = at;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (line === undefined) break;
    // The next row of people begins, unless the row above has only their marks.
    const isRow = end > at && line.gap && areNames(line.cells) && !areMarks(lines[end - 1]);
    if (isRow) break;
    const places = line.cells.map(cell => columnOf(head.cells, cell, line));
    const whole = line.cells.length === head.cells.length;
    // A line of one cell below the first names may be an enclosure or a date.
    if (!whole && (line.cells.length > head.cells.length || line.gap || places.includes(-1))) break;
    if (!whole && line.indent < 4 && line.cells.length === 1) break;
    for (const [order, cell] of line.cells.entries()) {
      const column = columns[whole ? order : (places[order] ?? 0)];
      if (cell.text === "") continue;
      column?.push({
        ...line,
        text: cell.text,
        indent: 0,
        right: cell.text.length,
        first: firstWord(cell.text).length + 1,
        gap: column.length === 0,
        cells: [{ text: cell.text, column: 0 }],
        tabbed: false,
      });
    }
  }
  if (end - at < 1) return lines;
  const rest = lines.slice(end);
  const [below] = rest;
  const unfolded = [...lines.slice(0, at), ...columns.flat()];
  const all = [
    ...unfolded,
    ...(below === undefined ? [] : [{ ...below, gap: true }, ...rest.slice(1)]),
  ];
  return below === undefined ? all : unfoldFrom(all, unfolded.length);
}

/** The column below whose beginning a cell is; -1 if it is below none. */
function columnOf(columns: readonly Cell[], cell: Cell, line: Line): number {
  if (line.tabbed) return columns.findIndex(column => column.column === cell.column);
  return columns.findIndex(column => Math.abs(column.column - cell.column) <= 3);
}
