import { createIdIndex } from "../../../core/people/id-index.ts";
import { addressIdentity } from "../../../core/people/mailbox.ts";
import { readColleague } from "../../../core/people/rows/colleague-row.ts";
import { type Columns, readHeader } from "../../../core/people/rows/columns.ts";
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
  let columns: Columns | undefined;
  let row = 0;
  for await (const cells of readCells(path, options)) {
    row++;
    if (cells.every(cell => cell.trim() === "")) continue;
    if (columns === undefined) {
      const header = readHeader(cells, options.map);
      if (header.kind === "invalid")
        throw new UnreadableColleagues(
          `${header.reason}: the first row must name the columns, "email" and optionally "name", "salutation" and "language"`,
        );
      columns = header.columns;
      yield { kind: "header", cells, columns, ignored: header.ignored };
      continue;
    }
    const read = readColleague(cells, columns);
    if (read.kind === "invalid") {
      yield { kind: "bad", row, reason: read.reason };
      continue;
    }
    const { colleague, salutation } = read;
    const first = rowOf.add(addressIdentity(colleague.email), row);
    if (first !== undefined) yield { kind: "repeated", row, first };
    else yield { kind: "colleague", row, colleague, salutation };
  }
  if (columns === undefined)
    throw new UnreadableColleagues(
      'the file is empty: its first row must name the columns, one of them "email"',
    );
}
