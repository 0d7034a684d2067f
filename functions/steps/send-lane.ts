import { getBatch, successorOf } from "../store/batches.ts";
import { getEdition } from "../store/editions.ts";
import type { Pipeline, SendBatchMessage } from "./pipeline.ts";
import { sendBatch } from "./send-batch.ts";

/** "later": what is to be handled again, after a delay in milliseconds. */
export type SendLaneOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "later"; readonly message: SendBatchMessage; readonly delay: number };

/** Milliseconds after which a lane goes back to the end of the queue, so that other editions have their turn. */
const turn = 4_000;
/** Milliseconds until a lane for which the calendar has no room is looked at again. */
const pause = 1_000;

/**
 * Sends the batches of a lane, one after the other. A batch that another worker has is left to it: should that die, the clock finds out
 * from the table.
 */
export async function sendLane(pipeline: Pipeline, message: SendBatchMessage, timeIsUp: () => boolean): Promise<SendLaneOutcome> {
  const edition = await getEdition(pipeline.table, message.edition);
  if (edition?.status !== "sending") return { kind: "done" };
  const ends = pipeline.now() + turn;
  for (let here = message; ; ) {
    const batch = await getBatch(pipeline.table, edition.id, here.batch);
    if (!batch) return { kind: "done" };
    const outcome = await sendBatch(pipeline, edition, batch, timeIsUp);
    const said = outcome.kind === "later" || outcome.kind === "stopped" ? outcome.reason : outcome.kind;
    pipeline.log("send-batch", { edition: edition.id, batch: batch.id, outcome: said });
    if (outcome.kind === "later") return { kind: "later", message: here, delay: outcome.reason === "time is up" ? 0 : pause };
    if (outcome.kind === "stopped" || batch.through >= (here.through ?? 0)) return { kind: "done" };
    here = { ...here, batch: successorOf(batch) };
    if (timeIsUp() || pipeline.now() > ends) return { kind: "later", message: here, delay: 0 };
  }
}
