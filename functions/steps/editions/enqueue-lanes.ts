import type { Edition } from "../../core/bulletins/edition.ts";
import { batchSize, listExtents } from "../../store/ledger/batches.ts";
import type { Pipeline, SendBatchMessage } from "../pipeline.ts";

/**
 * Lanes that an edition has at most: enough for all workers at once, and few enough that the queue never has much of one edition before
 * what another edition waits for.
 */
const most = 16;

/** Has all that comes after an edition's settled run sent, in lanes of about the same length. */
export async function enqueueLanes(pipeline: Pipeline, edition: Edition): Promise<void> {
  const from = edition.settled?.through ?? 0;
  const length = Math.max(batchSize, Math.ceil((edition.audience - from) / most));
  const lanes: SendBatchMessage[] = [];
  let start = from;
  let next = from;
  let lane: { batch: string } | undefined;
  for await (const { batch, through } of listExtents(pipeline.table, edition.id, { after: edition.settled?.batch })) {
    // A batch's successor is of its own round.
    const goesOn = lane !== undefined && roundOf(lane.batch) === roundOf(batch);
    if (start >= next || !goesOn) {
      if (lane) lanes.push({ edition: edition.id, batch: lane.batch, through: start });
      lane = { batch };
      next = start + length;
    }
    start = through;
  }
  if (lane) lanes.push({ edition: edition.id, batch: lane.batch, through: start });
  await pipeline.enqueue.sendBatch(lanes);
  pipeline.log("lanes-queued", { edition: edition.id, lanes: lanes.length });
}

function roundOf(batch: string): string {
  return batch.slice(0, batch.indexOf("-"));
}
