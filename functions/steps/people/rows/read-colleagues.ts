import { createIdIndex } from "../../../core/people/id-index.ts";
import { addressIdentity } from "../../../core/people/mailbox.ts";
import { readColleague } from "../../../core/people/rows/colleague-row.ts";
import type { Columns } from "../../../core/people/rows/columns.ts";
import { findHeader, headerRows } from "../../../core/people/rows/find-header.ts";
import type { SalutationCell } from "../../../core/people/rows/salutation-cell.ts";
import type { Profile } from "../../../core/people/subscriber.ts";
import { readCells, type TableOptions } from "./read-cells.ts";
import { UnreadableColleagues } from "./unreadable-colleagues.ts";

/** A row of the table. Rows are numbered as in a spreadsheet: the header is row 1. */
export type ColleagueRow =
  | {
      readonly kind: "header";
      readonly cells: readonly string[];
      readonly columns: Columns;
      /** Columns that look like a salutation or a title, and are ignored. */
      readonly ignored: readonly string[];
    }
  | {
      readonly kind: "colleague";
      readonly row: number;
      readonly colleague: Profile;
      readonly salutation: Exclude<SalutationCell, { kind: "placeholder" }>;
    }
  | { readonly kind: "repeated"; readonly row: number; readonly first: number }
  | { readonly kind: "bad"; readonly row: number; readonly reason: string };

/**
 * Reads a table of colleagues row by row, the header first. Throws UnreadableColleagues if the file
 * has no valid rows or header.
 */
export async function* readColleagues(
  path: string,
  options: TableOptions = {},
): AsyncGenerator<ColleagueRow> {
  const rowOf = createIdIndex();
  const rows = numbered(readCells(path, options));
  const first: NumberedRow[] = [];
  while (first.length < headerRows) {
    const { value, done } = await rows.next();
    if (done) break;
    first.push(value);
  }
  if (first.length === 0)
    throw new UnreadableColleagues(
      'the file is empty: its first row must name the columns, one of them "email"',
    );
  const { read, cells, next } = findHeader(
    first.map(({ cells }) => cells),
    options.map,
  );
  if (read.kind === "invalid")
    throw new UnreadableColleagues(
      read.code === "no-header"
        ? read.reason
        : `${read.reason}: the first row must name the columns, "email" and optionally "name", "salutation" and "language"`,
    );
  const { columns, ignored } = read;
  yield { kind: "header", cells, columns, ignored };
  for (const each of first.slice(next)) yield rowAt(each);
  for await (const each of rows) yield rowAt(each);

  function rowAt({ row, cells }: NumberedRow): ColleagueRow {
    const read = readColleague(cells, columns);
    if (read.kind === "invalid") return { kind: "bad", row, reason: read.reason };
    const { colleague, salutation } = read;
    const before = rowOf.add(addressIdentity(colleague.email), row);
    return before === undefined
      ? { kind: "colleague", row, colleague, salutation }
      : { kind: "repeated", row, first: before };
  }
}

type NumberedRow = { readonly row: number; readonly cells: readonly string[] };

/** Numbers the rows from 1, and leaves out those without words. */
async function* numbered(rows: AsyncIterable<string[]>): AsyncGenerator<NumberedRow> {
  let row = 0;
  for await (const cells of rows) {
    row++;
    if (cells.some(cell => cell.trim() !== "")) yield { row, cells };
  }
}
