import type { Edition } from "../../core/bulletins/edition.ts";
import { type Account, addBatch, emptyAccount } from "../../core/ledger/account.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { getBatch, lastBatch } from "../../store/ledger/batches.ts";
import type { Pipeline } from "../pipeline.ts";

type World = Pick<Pipeline, "table" | "now">;

/**
 * Returns the current account of an edition, derived from the ledger; the last one if the ledger has
 * ended. People on a batch that no
 * worker has taken are pending.
 */
export async function readAccount(pipeline: World, edition: string): Promise<Account> {
  let account = emptyAccount;
  for await (const { batch, progress } of listProgress(pipeline.table, edition)) {
    // Events of a foreign message may have left progress without a batch. Such progress has no
    // people.
    const size =
      progress.extent?.size ??
      (await getBatch(pipeline.table, edition, batch))?.subscribers.length ??
      0;
    account = addBatch(account, size, progress, pipeline.now());
  }
  // Read last: the audience only grows, so no person on a batch above counts twice.
  const found = await getEdition(pipeline.table, edition);
  if (found?.figures) {
    const { at: _, ...figures } = found.figures;
    return figures;
  }
  const audience = await audienceOf(pipeline, found);
  return { ...account, audience, pending: account.pending + audience - account.audience };
}

/** Returns how many people an edition is addressed to so far. */
export async function readAudience(pipeline: Pick<Pipeline, "table">, id: string): Promise<number> {
  return audienceOf(pipeline, await getEdition(pipeline.table, id));
}

async function audienceOf(
  { table }: Pick<Pipeline, "table">,
  edition: Edition | undefined,
): Promise<number> {
  if (!edition) return 0;
  const { id } = edition;
  return (await lastBatch(table, id, edition.rounds))?.through ?? edition.audience;
}
