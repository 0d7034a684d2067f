import { isAddressing } from "../../core/bulletins/status.ts";
import { positionsOf } from "../../core/ledger/attempt.ts";
import { mayHaveCopy, noProgress, type Progress } from "../../core/ledger/progress.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { listProgressOfRound } from "../../store/ledger/batch-progress.ts";
import { listRound } from "../../store/ledger/batches.ts";
import { mergeSorted } from "../people/sorted.ts";
import type { Pipeline } from "../pipeline.ts";

type World = Pick<Pipeline, "table">;

/**
 * Yields the ids of the people who have the letter of an edition, or may have it, in order, each
 * once: Amazon SES accepted it, or never answered. Reads the edition's ledger.
 */
export async function* listWrongCopies({ table }: World, wrong: string): AsyncGenerator<string> {
  const edition = await getEdition(table, wrong);
  if (!edition) return;
  const rounds = edition.rounds + (isAddressing(edition) ? 1 : 0);
  yield* mergeSorted(
    Array.from({ length: rounds }, (_, round) => inRound({ table }, wrong, round)),
  );
}

async function* inRound({ table }: World, edition: string, round: number): AsyncGenerator<string> {
  const all = listProgressOfRound(table, edition, round);
  let head = await all.next();
  for await (const { id, subscribers } of listRound(table, edition, round)) {
    while (!head.done && head.value.batch < id) head = await all.next();
    const progress: Progress =
      !head.done && head.value.batch === id ? head.value.progress : noProgress;
    for (const [first, subscriber] of subscribers.entries())
      if (positionsOf(progress, first).some(at => mayHaveCopy(progress, at))) yield subscriber;
  }
}
