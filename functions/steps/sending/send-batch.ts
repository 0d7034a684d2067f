import { isSending } from "../../core/bulletins/status.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import {
  type Batch,
  getBatch,
  isEndOfRound,
  nextBatches,
  successorOf,
} from "../../store/ledger/batches.ts";
import { isRestored } from "../find-restored.ts";
import type { Pipeline, SendBatchMessage } from "../pipeline.ts";
import { sendWindows } from "./send-windows.ts";

/** "later": handle `message` again after `delayMs`. */
export type SendBatchOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "later"; readonly message: SendBatchMessage; readonly delayMs: number };

/** After this time a lane goes back to the end of the queue, so that other editions can send. */
const turnMs = 4_000;
/** The delay before a lane is tried again if the calendar has no room. */
const calendarPauseMs = 1_000;

const maxBatchesPerRead = 8;

/**
 * Sends the batches of a lane, one after another. If another worker has a batch, skips it: should
 * that worker die, the clock finds the batch in the table.
 */
export async function sendBatch(
  pipeline: Pipeline,
  message: SendBatchMessage,
  timeIsUp: () => boolean,
): Promise<SendBatchOutcome> {
  const [edition, isOld] = await Promise.all([
    getEdition(pipeline.table, message.edition),
    isRestored(pipeline),
  ]);
  // The clock holds it.
  if (!edition || !isSending(edition) || isOld) return { kind: "done" };
  const ends = pipeline.monotonic() + turnMs;
  for await (const batch of batchesOf(pipeline, message)) {
    const here = { ...message, batch: batch.id };
    if (batch.id !== message.batch && (timeIsUp() || pipeline.monotonic() > ends))
      return { kind: "later", message: here, delayMs: 0 };
    const outcome = await sendWindows(pipeline, edition, batch, timeIsUp);
    const logged =
      outcome.kind === "later" || outcome.kind === "stopped" ? outcome.reason : outcome.kind;
    pipeline.log("send-batch", { edition: edition.id, batch: batch.id, outcome: logged });
    if (outcome.kind === "later")
      return {
        kind: "later",
        message: here,
        delayMs: outcome.reason === "time-is-up" ? 0 : calendarPauseMs,
      };
    if (outcome.kind === "stopped") return { kind: "done" };
  }
  return { kind: "done" };
}

/**
 * Yields the batches of a lane in order. Reads one at first, then more at a time: at a low rate a
 * lane's turn ends after one or two.
 */
async function* batchesOf(
  { table }: Pipeline,
  { edition, batch: first, through }: SendBatchMessage,
): AsyncGenerator<Batch> {
  if (through === undefined) {
    const batch = await getBatch(table, edition, first);
    if (batch) yield batch;
    return;
  }
  let next = first;
  for (let count = 1; ; count = Math.min(maxBatchesPerRead, 2 * count)) {
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
