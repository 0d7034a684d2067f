import { tmpdir } from "node:os";
import type { TableSummary } from "../../../../functions/core/people/imports/import.ts";
import { type Profile, profileSchema } from "../../../../functions/core/people/subscriber.ts";
import type { TableOptions } from "../../../../functions/steps/people/rows/read-cells.ts";
import { readTable } from "../../../../functions/steps/people/rows/read-table.ts";
import { UnreadableColleagues } from "../../../../functions/steps/people/rows/unreadable-colleagues.ts";
import type { BadRow } from "../../../../functions/store/people/imports.ts";
import { refusedBySystem } from "../../../cli/bad-input.ts";
import { sayUnreadable } from "../../../cli/table-arguments.ts";
import { openSpool } from "../../../local/letter/list/spool.ts";

/** A file of people, as it was read. The file is not read again. */
export type PeopleFile = {
  readonly table: TableSummary;
  /** The first bad rows. `table.bad` counts all. */
  readonly bad: readonly BadRow[];
  readonly people: () => AsyncGenerator<Profile>;
  readonly close: () => void;
};

const maxReported = 20;

/** Reads a whole file, so that nothing is written if it cannot be read to its end. Throws BadInput. */
export async function readPeopleFile(path: string, options: TableOptions): Promise<PeopleFile> {
  const spool = openSpool(tmpdir());
  const bad: BadRow[] = [];
  try {
    const table = await readTable(path, options, {
      keep: person => spool.add(JSON.stringify(person)),
      see: row => {
        if (row.kind === "bad" && bad.length < maxReported)
          bad.push({ row: row.row, reason: row.reason });
      },
    });
    async function* people() {
      for await (const line of spool.lines()) yield profileSchema.parse(JSON.parse(line));
    }
    return { table, bad, people, close: spool.close };
  } catch (error) {
    spool.close();
    if (error instanceof UnreadableColleagues) throw sayUnreadable(path, error);
    throw refusedBySystem(path, error as NodeJS.ErrnoException);
  }
}
