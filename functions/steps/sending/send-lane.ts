import { getEdition } from "../../store/bulletins/editions.ts";
import { type Batch, getBatch, isEndOfRound, nextBatches, successorOf } from "../../store/ledger/batches.ts";
import type { Pipeline, SendBatchMessage } from "../pipeline.ts";
import { sendBatch } from "./send-batch.ts";

/** "later": what is to be handled again, after a delay in milliseconds. */
export type SendLaneOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "later"; readonly message: SendBatchMessage; readonly delay: number };

/** Milliseconds after which a lane goes back to the end of the queue, so that other editions have their turn. */
const turn = 4_000;
/** Milliseconds until a lane for which the calendar has no room is looked at again. */
const pause = 1_000;

/** The most batches that are read at once. */
const mostAhead = 8;

/**
 * Sends the batches of a lane, one after the other. A batch that another worker has is left to it: should that die, the clock finds out
 * from the table.
 */
export async function sendLane(pipeline: Pipeline, message: SendBatchMessage, timeIsUp: () => boolean): Promise<SendLaneOutcome> {
  const edition = await getEdition(pipeline.table, message.edition);
  if (edition?.status !== "sending") return { kind: "done" };
  const ends = pipeline.monotonic() + turn;
  for await (const batch of batchesOf(pipeline, message)) {
    const here = { ...message, batch: batch.id };
    if (batch.id !== message.batch && (timeIsUp() || pipeline.monotonic() > ends))
      return { kind: "later", message: here, delay: 0 };
    const outcome = await sendBatch(pipeline, edition, batch, timeIsUp);
    const said = outcome.kind === "later" || outcome.kind === "stopped" ? outcome.reason : outcome.kind;
    pipeline.log("send-batch", { edition: edition.id, batch: batch.id, outcome: said });
    if (outcome.kind === "later") return { kind: "later", message: here, delay: outcome.reason === "time is up" ? 0 : pause };
    if (outcome.kind === "stopped") return { kind: "done" };
  }
  return { kind: "done" };
}

/** The batches of a lane, in order: read ahead, one at first and then more, since a turn at a low rate is over after one or two. */
async function* batchesOf({ table }: Pipeline, { edition, batch: first, through }: SendBatchMessage): AsyncGenerator<Batch> {
  if (through === undefined) {
    const batch = await getBatch(table, edition, first);
    if (batch) yield batch;
    return;
  }
  let next = first;
  for (let count = 1; ; count = Math.min(mostAhead, 2 * count)) {
    const batches = await nextBatches(table, edition, next, count);
    for (const batch of batches) {
      if (batch.id !== next || isEndOfRound(batch)) return;
      yield batch;
      if (batch.through >= through) return;
      next = successorOf(batch);
    }
    if (batches.length < count) return;
  }
}
