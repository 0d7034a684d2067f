import {
  deleteLedgerRows,
  findOldLedger,
  forgetLedger,
  keepFigures,
  listLedgerKeys,
} from "../../store/ledger/old-ledgers.ts";
import type { Key } from "../../store/table.ts";
import { readAccount } from "../ledger/read-account.ts";
import type { Pipeline } from "../pipeline.ts";

/** The rows that one tick deletes, and how many at a time. A tick has a minute. */
const limits = { rows: 5_000, atATime: 25 };

/**
 * Ends the ledger of an edition that was over long ago, as its bulletin says: nobody can tell any
 * more who got it. Its figures stay, and so does the letter. They are stored first, so that an
 * interruption loses none; the next tick goes on.
 */
export async function endLedgers(
  pipeline: Pick<Pipeline, "table" | "now" | "log">,
  maxRows = limits.rows,
): Promise<void> {
  const { table } = pipeline;
  const now = new Date(pipeline.now());
  const edition = await findOldLedger(table, now);
  if (!edition) return;
  const account = edition.figures ?? (await readAccount(pipeline, edition.id));
  const figures = Object.assign({ at: now.toISOString() }, account);
  if (!(await keepFigures(table, edition, figures))) return;
  let rows = 0;
  const some: Key[] = [];
  for await (const key of listLedgerKeys(table, edition.id)) {
    if (rows === maxRows) {
      await deleteLedgerRows(table, some);
      return;
    }
    rows++;
    some.push(key);
    if (some.length === limits.atATime) await deleteLedgerRows(table, some.splice(0));
  }
  await deleteLedgerRows(table, some);
  await forgetLedger(table, edition.id);
  pipeline.log("ledger-ended", { edition: edition.id, people: figures.audience });
}
