import { createHash } from "node:crypto";
import * as z from "zod";
import type { Colleague } from "../../../../functions/core/people/colleague.ts";
import { refusedBySes } from "../../../../functions/core/people/mailbox.ts";
import { BadInput, refusedBySystem } from "../../../cli/bad-input.ts";
import { readColleagues, UnreadableColleagues } from "./read-colleagues.ts";
import { openSpool, type Spool } from "./spool.ts";

/** A list that may be sent to, as it was read: the file is not looked at again. */
export type CheckedColleagues = {
  /** How many colleagues. */
  readonly count: number;
  /** Names them: a hash of the rows. */
  readonly version: string;
  readonly colleagues: () => AsyncGenerator<Colleague>;
  readonly close: () => void;
};

/** Most rows that are told one by one. */
const mostTold = 20;

export type CheckOptions = {
  readonly skipBadRows: boolean;
  /** Where the rows of a long list are kept until they are sent to. */
  readonly directory: string;
  readonly say: (line: string) => void;
};

/**
 * Reads the whole list once before anything is sent, keeps it, and says which rows are not as they should be. Throws BadInput where
 * nothing can be sent, or where rows are bad and `skipBadRows` does not allow for them.
 */
export async function checkColleagues(path: string, options: CheckOptions): Promise<CheckedColleagues> {
  const spool = openSpool(options.directory);
  try {
    return await keepRows(path, options, spool);
  } catch (error) {
    spool.close();
    if (error instanceof UnreadableColleagues) throw new BadInput(`${path}: ${error.message}.`);
    throw error instanceof BadInput ? error : refusedBySystem(path, error as NodeJS.ErrnoException);
  }
}

async function keepRows(path: string, { skipBadRows, say }: CheckOptions, spool: Spool): Promise<CheckedColleagues> {
  const hash = createHash("sha256");
  const keep = (colleague: Colleague) => {
    const line = JSON.stringify(colleague);
    hash.update(`${line}\n`);
    spool.add(line);
  };
  const { good, bad } = await tellRows(path, say, keep);
  if (bad > 0 && !skipBadRows) {
    const others = good === 0 ? "" : `, or add --skip-bad-rows to send to the other ${good.toLocaleString("en")}`;
    throw new BadInput(`${path}: ${rows(bad)} cannot be written to. Nothing was sent. Mend the file${others}.`);
  }
  if (good === 0) throw new BadInput(`${path}: it names nobody to write to.`);
  return { count: good, version: hash.digest("hex"), colleagues: () => keptRows(spool), close: spool.close };
}

const kept = z.object({
  email: z.string(),
  name: z.string().optional(),
  salutation: z.string().optional(),
  language: z.string().optional(),
});

async function* keptRows(spool: Spool): AsyncGenerator<Colleague> {
  for await (const line of spool.lines()) yield kept.parse(JSON.parse(line));
}

/** Says what is wrong with rows, and hands on the good ones. */
async function tellRows(
  path: string,
  say: (line: string) => void,
  keep: (colleague: Colleague) => void,
): Promise<{ good: number; bad: number }> {
  const told = { bad: [] as string[], repeated: [] as string[], refused: [] as string[] };
  const counts = { bad: 0, repeated: 0, refused: 0, good: 0 };
  const tell = (kind: keyof typeof told, line: string) => {
    if (++counts[kind] <= mostTold) told[kind].push(line);
  };
  for await (const row of readColleagues(path)) {
    if (row.kind === "bad") tell("bad", `${path}, row ${row.row}: ${row.reason}.`);
    else if (row.kind === "repeated")
      tell("repeated", `${path}, row ${row.row}: the address stands in row ${row.first} already; it gets one letter.`);
    else {
      counts.good++;
      keep(row.colleague);
      const refusal = refusedBySes(row.colleague.email);
      if (refusal !== undefined) tell("refused", `${path}, row ${row.row}: ${refusal}. It will be rejected.`);
    }
  }
  for (const kind of ["bad", "repeated", "refused"] as const) {
    for (const line of told[kind]) say(line);
    if (counts[kind] > mostTold) say(`${path}: and ${(counts[kind] - mostTold).toLocaleString("en")} more such rows.`);
  }
  return counts;
}

function rows(count: number): string {
  return count === 1 ? "1 row" : `${count.toLocaleString("en")} rows`;
}
