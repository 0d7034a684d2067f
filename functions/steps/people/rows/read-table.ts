import { createHash } from "node:crypto";
import type { TableSummary } from "../../../core/people/imports/import.ts";
import { countGreeting, noGreetings } from "../../../core/people/rows/greetings.ts";
import type { Profile } from "../../../core/people/subscriber.ts";
import type { TableOptions } from "./read-cells.ts";
import { type ColleagueRow, readColleagues } from "./read-colleagues.ts";
import { UnreadableColleagues } from "./unreadable-colleagues.ts";

export type TableSink = {
  /** Takes each person. */
  readonly keep: (person: Profile) => void | Promise<void>;
  /** Sees each row, also the bad ones. */
  readonly see?: (row: ColleagueRow) => void | Promise<void>;
};

/** Reads a whole table of people, and returns what it has. Throws UnreadableColleagues. */
export async function readTable(
  path: string,
  options: TableOptions,
  { keep, see }: TableSink,
): Promise<TableSummary> {
  const hash = createHash("sha256");
  const counts = { rows: 0, people: 0, bad: 0, repeated: 0 };
  const greetings = noGreetings();
  let header: Extract<ColleagueRow, { kind: "header" }> | undefined;
  for await (const row of readColleagues(path, options)) {
    await see?.(row);
    if (row.kind === "header") {
      header = row;
      continue;
    }
    counts.rows++;
    if (row.kind !== "colleague") {
      counts[row.kind]++;
      continue;
    }
    counts.people++;
    hash.update(`${JSON.stringify(row.colleague)}\n`);
    countGreeting(greetings, row.salutation);
    await keep(row.colleague);
  }
  if (!header) throw new UnreadableColleagues("the file is empty");
  return {
    ...counts,
    hash: hash.digest("hex"),
    header: header.cells.map(cell => cell.slice(0, 100)),
    columns: header.columns as TableSummary["columns"],
    ignored: [...header.ignored],
    greetings,
  };
}
