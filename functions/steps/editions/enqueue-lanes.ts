import type { Edition } from "../../core/bulletins/edition.ts";
import { batchSize } from "../../core/ledger/attempt.ts";
import { listExtents } from "../../store/ledger/batches.ts";
import type { Pipeline, SendBatchMessage } from "../pipeline.ts";

/**
 * Enough lanes for all workers at once, and few enough that other editions do not wait long in the
 * queue.
 */
const maxLanes = 16;

/** Queues everything after an edition's settled run, in lanes of similar length. */
export async function enqueueLanes(pipeline: Pipeline, edition: Edition): Promise<void> {
  const from = edition.settled?.through ?? 0;
  const length = Math.max(batchSize, Math.ceil((edition.audience - from) / maxLanes));
  const lanes: SendBatchMessage[] = [];
  let start = from;
  let next = from;
  let lane: { batch: string } | undefined;
  for await (const { batch, through } of listExtents(pipeline.table, edition.id, {
    after: edition.settled?.batch,
  })) {
    // Only batches of the same round follow each other.
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
