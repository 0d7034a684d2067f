import { type Account, addBatch, emptyAccount } from "../../core/ledger/account.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { getBatch, lastBatch } from "../../store/ledger/batches.ts";
import type { Pipeline } from "../pipeline.ts";

type World = Pick<Pipeline, "table" | "now">;

/** The account of an edition, derived from the ledger at this moment. Whoever is on a batch that no worker has taken yet is pending. */
export async function readAccount(pipeline: World, edition: string): Promise<Account> {
  let account = emptyAccount;
  for await (const { batch, progress } of listProgress(pipeline.table, edition)) {
    // Events of a batch that is not in the ledger may have left progress of their own: nobody's.
    const size = progress.extent?.size ?? (await getBatch(pipeline.table, edition, batch))?.subscribers.length ?? 0;
    account = addBatch(account, size, progress, pipeline.now());
  }
  // Read afterwards: the audience only grows, so nobody is counted as pending who is on a batch that was seen.
  const audience = await readAudience(pipeline, edition);
  return { ...account, audience, pending: account.pending + audience - account.audience };
}

/** How many people an edition has been addressed to so far. */
export async function readAudience({ table }: Pick<Pipeline, "table">, id: string): Promise<number> {
  const edition = await getEdition(table, id);
  if (!edition) return 0;
  return (await lastBatch(table, id, edition.rounds))?.through ?? edition.audience;
}
