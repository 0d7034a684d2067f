import { refusedBySes } from "../../../../functions/core/people/mailbox.ts";
import { sayGreetings } from "../../../../functions/core/people/rows/greetings.ts";
import { type Profile, profileSchema } from "../../../../functions/core/people/subscriber.ts";
import { sayCount } from "../../../../functions/core/text/say-count.ts";
import type { TableOptions } from "../../../../functions/steps/people/rows/read-cells.ts";
import type { ColleagueRow } from "../../../../functions/steps/people/rows/read-colleagues.ts";
import { readTable } from "../../../../functions/steps/people/rows/read-table.ts";
import { UnreadableColleagues } from "../../../../functions/steps/people/rows/unreadable-colleagues.ts";
import { BadInput, refusedBySystem } from "../../../cli/bad-input.ts";
import { sayIgnored, sayUnreadable } from "../../../cli/table-arguments.ts";
import { isWriteRefusal } from "../../disk-trouble.ts";
import { openSpool, type Spool } from "./spool.ts";

/** A checked list, as it was read. The file is not read again. */
export type CheckedColleagues = {
  /** The number of colleagues. */
  readonly count: number;
  /** A hash of the rows. */
  readonly version: string;
  readonly colleagues: () => AsyncGenerator<Profile>;
  readonly close: () => void;
};

/** Rows of one kind that are reported one by one; the others are counted. */
const maxReported = 20;

export type CheckOptions = {
  readonly table?: TableOptions;
  readonly skipBadRows: boolean;
  /** The directory for the rows of a long list until the letters are sent. */
  readonly directory: string;
  readonly say: (line: string) => void;
};

/**
 * Reads and keeps the whole list before anything is sent, and reports its bad rows. Throws BadInput
 * if no row is good, or if a row is bad and `skipBadRows` is false.
 */
export async function checkColleagues(
  path: string,
  options: CheckOptions,
): Promise<CheckedColleagues> {
  const spool = openSpool(options.directory);
  try {
    return await keepRows(path, options, spool);
  } catch (error) {
    spool.close();
    if (error instanceof UnreadableColleagues) throw sayUnreadable(path, error);
    // The spool's write failed; an EIO of a read is about the list.
    if (isWriteRefusal(error) && error.syscall !== "read") throw error;
    throw error instanceof BadInput ? error : refusedBySystem(path, error as NodeJS.ErrnoException);
  }
}

async function keepRows(
  path: string,
  { skipBadRows, say, table = {} }: CheckOptions,
  spool: Spool,
): Promise<CheckedColleagues> {
  const seen = reporter(path, say);
  const {
    people: good,
    bad,
    ...read
  } = await readTable(path, table, {
    keep: colleague => spool.add(JSON.stringify(colleague)),
    see: seen.see,
  });
  seen.end();
  for (const sentence of sayGreetings(read.greetings)) say(`${path}: ${sentence}.`);
  if (bad > 0 && !skipBadRows) {
    const others =
      good === 0
        ? ""
        : `, or add --skip-bad-rows to send to the other ${good.toLocaleString("en")}`;
    throw new BadInput(
      `${path}: ${sayCount(bad, "row", "rows")} cannot be written to. Nothing was sent. Fix the file${others}.`,
    );
  }
  if (good === 0) throw new BadInput(`${path}: the list names nobody to write to.`);
  return {
    count: good,
    version: read.hash,
    colleagues: () => keptRows(spool),
    close: spool.close,
  };
}

async function* keptRows(spool: Spool): AsyncGenerator<Profile> {
  for await (const line of spool.lines()) yield profileSchema.parse(JSON.parse(line));
}

/** Reports what is wrong with rows. */
function reporter(path: string, say: (line: string) => void) {
  const lines = { bad: [] as string[], repeated: [] as string[], refused: [] as string[] };
  const counts = { bad: 0, repeated: 0, refused: 0 };
  const report = (kind: keyof typeof lines, line: string) => {
    if (++counts[kind] <= maxReported) lines[kind].push(line);
  };
  const see = (row: ColleagueRow) => {
    if (row.kind === "header")
      for (const column of row.ignored) say(`${path}: ${sayIgnored(column)}.`);
    else if (row.kind === "bad") report("bad", `${path}, row ${row.row}: ${row.reason}.`);
    else if (row.kind === "repeated")
      report(
        "repeated",
        `${path}, row ${row.row}: row ${row.first} already has the address. It gets one letter.`,
      );
    else {
      const refusal = refusedBySes(row.colleague.email);
      if (refusal !== undefined)
        report("refused", `${path}, row ${row.row}: ${refusal}. It will be rejected.`);
    }
  };
  const end = () => {
    for (const kind of ["bad", "repeated", "refused"] as const) {
      for (const line of lines[kind]) say(line);
      if (counts[kind] > maxReported)
        say(`${path}: and ${(counts[kind] - maxReported).toLocaleString("en")} more such rows.`);
    }
  };
  return { see, end };
}
