import type { Edition } from "../../core/bulletins/edition.ts";
import { evidenceOf, hasEvent, type Progress } from "../../core/ledger/progress.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { getMessagesOf } from "../../store/ledger/messages.ts";
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
 * never empty: this time then replaces the check for an empty queue. Reads the whole ledger twice,
 * the message ids of 100 batches with each request.
 */
export async function heardUpTo(world: World, edition: Edition): Promise<number> {
  let firstMissing = Number.POSITIVE_INFINITY;
  for await (const letter of lettersOf(world, edition)) {
    if (letter === "partial") return Number.NEGATIVE_INFINITY;
    if (!letter.hasEvent) firstMissing = Math.min(firstMissing, letter.at);
  }
  let last = Number.NEGATIVE_INFINITY;
  for await (const letter of lettersOf(world, edition))
    if (letter !== "partial" && letter.hasEvent && letter.at < firstMissing && letter.at <= world.now())
      last = Math.max(last, letter.at);
  return last;
}

/** Batches whose message ids are read together: as many as a BatchGetItem takes. */
const batchesAtOnce = 100;

/** Yields the letters of an edition; "partial" for a batch that has events but no answer. */
async function* lettersOf({ table }: World, { id }: Edition): AsyncGenerator<Letter | "partial"> {
  let group = new Map<string, Progress>();
  const lettersOfGroup = async () => {
    const answered = group;
    group = new Map();
    const messages = await getMessagesOf(table, id, [...answered.keys()]);
    return [...answered].flatMap(([batch, progress]) => lettersOfBatch(progress, messages.get(batch)));
  };
  for await (const { batch, progress } of listProgress(table, id)) {
    if (progress.accepted.size > 0) group.set(batch, progress);
    else if (evidenceOf(progress) === "partial") yield "partial";
    if (group.size === batchesAtOnce) yield* await lettersOfGroup();
  }
  if (group.size > 0) yield* await lettersOfGroup();
}

type Messages = Awaited<ReturnType<typeof getMessagesOf>>;

function lettersOfBatch(progress: Progress, messages: ReturnType<Messages["get"]>): Letter[] {
  return [...progress.accepted].map(position => ({
    at: messages?.get(position)?.[0]?.at ?? 0,
    hasEvent: hasEvent(progress, position),
  }));
}
