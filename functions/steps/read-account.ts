import { type Account, addBatch, emptyAccount } from "../core/account.ts";
import { noProgress, type Progress } from "../core/progress.ts";
import { type Batch, listBatches } from "../store/batches.ts";
import { listProgress } from "../store/progress.ts";
import type { Pipeline } from "./pipeline.ts";

/** The account of an edition, derived from the ledger at this moment. */
export async function readAccount(pipeline: Pipeline, edition: string): Promise<Account> {
  let account = emptyAccount;
  for await (const { batch, progress } of readLedger(pipeline, edition))
    account = addBatch(account, batch.subscribers.length, progress, pipeline.now());
  return account;
}

/** The batches of an edition with their progress, in order, without holding them all. */
export async function* readLedger(pipeline: Pipeline, edition: string): AsyncGenerator<{ batch: Batch; progress: Progress }> {
  const all = listProgress(pipeline.table, edition);
  let head = await all.next();
  for await (const batch of listBatches(pipeline.table, edition)) {
    // Events of a batch that is not in the ledger may have left progress of their own: nobody's.
    while (!head.done && head.value.batch < batch.id) head = await all.next();
    yield { batch, progress: !head.done && head.value.batch === batch.id ? head.value.progress : noProgress };
  }
}
