import type { Edition } from "../../core/bulletins/edition.ts";
import { evidenceOf, hasEvent, type Progress } from "../../core/ledger/progress.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { getMessages } from "../../store/ledger/messages.ts";
import type { Pipeline } from "../pipeline.ts";

/** A letter that SES answered for: when (epoch milliseconds; 0 where that was not kept), and whether an event has named it. */
type Letter = { readonly at: number; readonly isHeardOf: boolean };

type World = Pick<Pipeline, "table" | "now">;

/**
 * The instant (epoch milliseconds) up to which all letters of an edition that SES answered for have an event, the last of them included;
 * minus infinity if there is none. Shows that the way of the events is open while it is never empty. Reads the whole ledger, twice.
 */
export async function heardUpTo(world: World, edition: Edition): Promise<number> {
  let firstUnheard = Number.POSITIVE_INFINITY;
  for await (const letter of lettersOf(world, edition)) {
    if (letter === "partial") return Number.NEGATIVE_INFINITY;
    if (!letter.isHeardOf) firstUnheard = Math.min(firstUnheard, letter.at);
  }
  let last = Number.NEGATIVE_INFINITY;
  for await (const letter of lettersOf(world, edition))
    if (letter !== "partial" && letter.isHeardOf && letter.at < firstUnheard && letter.at <= world.now())
      last = Math.max(last, letter.at);
  return last;
}

/** "partial": a batch for which there are events but no answer. */
async function* lettersOf({ table }: World, { id }: Edition): AsyncGenerator<Letter | "partial"> {
  for await (const { batch, progress } of listProgress(table, id)) {
    if (progress.accepted.size > 0) yield* lettersOfBatch(progress, await getMessages(table, id, batch));
    else if (evidenceOf(progress) === "partial") yield "partial";
  }
}

function lettersOfBatch(progress: Progress, messages: Awaited<ReturnType<typeof getMessages>>): Letter[] {
  return [...progress.accepted].map(position => ({
    at: messages.get(position)?.[0]?.at ?? 0,
    isHeardOf: hasEvent(progress, position),
  }));
}
