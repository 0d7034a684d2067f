import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { refusedBySes } from "../../functions/core/mailbox.ts";
import { BadInput, refusedBySystem } from "./bad-input.ts";
import { readColleagues, UnreadableColleagues } from "./read-colleagues.ts";

/** A list that may be sent to: how many colleagues, and what names its content. */
export type CheckedColleagues = { readonly count: number; readonly version: string };

/** Most rows that are told one by one. */
const mostTold = 20;

/**
 * Reads the whole list once before anything is sent, and says which rows are not as they should be. Throws BadInput where
 * nothing can be sent, or where rows are bad and `skipBadRows` does not allow for them.
 */
export async function checkColleagues(
  path: string,
  skipBadRows: boolean,
  say: (line: string) => void,
): Promise<CheckedColleagues> {
  try {
    const version = await hashOf(path);
    const { good, bad } = await tellRows(path, say);
    if (bad > 0 && !skipBadRows) {
      const others = good === 0 ? "" : `, or add --skip-bad-rows to send to the other ${good.toLocaleString("en")}`;
      throw new BadInput(`${path}: ${rows(bad)} cannot be written to. Nothing was sent. Mend the file${others}.`);
    }
    if (good === 0) throw new BadInput(`${path}: it names nobody to write to.`);
    return { count: good, version };
  } catch (error) {
    if (error instanceof UnreadableColleagues) throw new BadInput(`${path}: ${error.message}.`);
    throw error instanceof BadInput ? error : refusedBySystem(path, error as NodeJS.ErrnoException);
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

async function tellRows(path: string, say: (line: string) => void): Promise<{ good: number; bad: number }> {
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
