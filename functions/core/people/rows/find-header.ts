import { readAddress } from "./address-cell.ts";
import { type ColumnMap, type HeaderRead, readHeader } from "./columns.ts";
import { beginsWithGreeting } from "./salutation-cell.ts";

/** Rows that may stand above the header: a title, a date, a filter. */
const maxAbove = 9;
/** The rows that are needed to find the header. Rows without words do not count. */
export const headerRows = maxAbove + 1;

export type HeaderFound = {
  readonly read: HeaderRead;
  /** The names of the columns. "Column 1", "Column 2" if the table names none. */
  readonly cells: readonly string[];
  /** The index of the first row after the header. */
  readonly next: number;
};

/**
 * Finds the header among the first rows of a table. Titles may stand above it. A table that begins
 * with addresses has none: its columns are then called "Column 1", "Column 2".
 */
export function findHeader(rows: readonly (readonly string[])[], map?: ColumnMap): HeaderFound {
  const [first = [], ...others] = rows;
  for (const [index, cells] of rows.entries()) {
    if (hasAddress(cells)) break;
    const read = readHeader(cells, map);
    if (read.kind === "invalid" && read.code === "two-columns")
      return { read, cells, next: index + 1 };
    if (read.kind === "columns") {
      const more = findGreetings(cells, rows.slice(index + 1), read, map);
      const ignored = [...new Set([...read.ignored, ...more])];
      return { read: { ...read, ignored }, cells, next: index + 1 };
    }
  }
  if (hasAddress(first)) return withoutHeader(first, map);
  const read = readHeader(first, map);
  if (first.some(cell => cell.includes("@")) && read.kind === "invalid")
    return { read: { ...read, code: "no-header", reason: noNames }, cells: first, next: 1 };
  const named = first.flatMap((name, index) =>
    name.trim() !== "" && others.some(row => isAddressCell(row[index])) ? [name.trim()] : [],
  );
  const hint = named.length === 1 ? `; the column "${named[0]?.slice(0, 40)}" has addresses` : "";
  return {
    read:
      read.kind === "invalid" && read.code === "no-email"
        ? { ...read, reason: `${read.reason}${hint}` }
        : read,
    cells: first,
    next: 1,
  };
}

/**
 * Returns the headers of columns that are ignored although their first cells greet people: "Jak
 * zwracać się", "Cell 7".
 */
function findGreetings(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  { columns }: Extract<HeaderRead, { kind: "columns" }>,
  map: ColumnMap = new Map(),
): string[] {
  const chosen = new Set([...map.keys()].map(each => each.trim().toLowerCase()));
  const isUsed = new Set(Object.values(columns));
  return header.flatMap((cell, index) => {
    const name = cell.trim();
    if (name === "" || isUsed.has(index) || chosen.has(name.toLowerCase())) return [];
    const filled = rows.flatMap(row => (row[index]?.trim() ? [row[index]] : []));
    const greetings = filled.filter(beginsWithGreeting);
    return greetings.length > 0 && greetings.length * 2 >= filled.length ? [name] : [];
  });
}

const noNames =
  "the first row has an address and no names of columns. Put a row with email, name above it, and each person in a row of their own";

function withoutHeader(first: readonly string[], map: ColumnMap = new Map()): HeaderFound {
  const cells = first.map((_, index) => `Column ${index + 1}`);
  const filled = first.flatMap((cell, index) => (cell.trim() === "" ? [] : [index]));
  const [only = 0] = filled;
  if (map.size > 0) return { read: readHeader(cells, map), cells, next: 0 };
  return {
    read:
      filled.length === 1
        ? { kind: "columns", columns: { email: only }, ignored: [] }
        : {
            kind: "invalid",
            code: "no-header",
            reason: `${noNames}. Or choose the columns: Column ${first.findIndex(isAddressCell) + 1} has the address`,
          },
    cells,
    next: 0,
  };
}

function hasAddress(cells: readonly string[]): boolean {
  return cells.some(isAddressCell);
}

/** Whether a cell has an address that can be read. */
export function isAddressCell(cell: string | undefined): boolean {
  return cell?.includes("@") === true && readAddress(cell).kind === "mailbox";
}
