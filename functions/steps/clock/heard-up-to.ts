import type { Edition } from "../../core/bulletins/edition.ts";
import { evidenceOf, hasEvent, type Progress } from "../../core/ledger/progress.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { type KeptMessage, listMessages } from "../../store/ledger/messages.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * A letter that SES answered for. `at`: epoch milliseconds of the answer, 0 if unknown. `hasEvent`:
 * whether any event names it.
 */
type Letter = { readonly at: number; readonly hasEvent: boolean };

type World = Pick<Pipeline, "table" | "now">;

/**
 * Returns the time of the last letter up to which every answered letter of the edition has an event
 * (epoch milliseconds); minus infinity if there is none. During sending, the queue of events is
 * never empty: this time then replaces the check for an empty queue. Reads the whole ledger twice, in
 * pages.
 */
export async function heardUpTo(world: World, edition: Edition): Promise<number> {
  let firstMissing = Number.POSITIVE_INFINITY;
  for await (const letter of lettersOf(world, edition)) {
    if (letter === "partial") return Number.NEGATIVE_INFINITY;
    if (!letter.hasEvent) firstMissing = Math.min(firstMissing, letter.at);
  }
  let last = Number.NEGATIVE_INFINITY;
  for await (const letter of lettersOf(world, edition))
    if (
      letter !== "partial" &&
      letter.hasEvent &&
      letter.at < firstMissing &&
      letter.at <= world.now()
    )
      last = Math.max(last, letter.at);
  return last;
}

/**
 * Yields the letters of an edition; "partial" for a batch that has events but no answer. Progress and message ids are in the same
 * order, so both are read once, side by side.
 */
async function* lettersOf({ table }: World, { id }: Edition): AsyncGenerator<Letter | "partial"> {
  const kept = listMessages(table, id);
  let next = await kept.next();
  for await (const { batch, progress } of listProgress(table, id)) {
    while (!next.done && next.value.batch < batch) next = await kept.next();
    const messages = !next.done && next.value.batch === batch ? next.value.messages : undefined;
    if (progress.accepted.size > 0) yield* lettersOfBatch(progress, messages);
    else if (evidenceOf(progress) === "partial") yield "partial";
  }
}

function lettersOfBatch(
  progress: Progress,
  messages: ReadonlyMap<number, readonly KeptMessage[]> | undefined,
): Letter[] {
  return [...progress.accepted].map(position => ({
    at: messages?.get(position)?.[0]?.at ?? 0,
    hasEvent: hasEvent(progress, position),
  }));
}
