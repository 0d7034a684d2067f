import * as z from "zod";
import { deployed, deployedPipeline } from "./runtime/deployed.ts";
import { type QueueHandler, queueHandler } from "./runtime/queue-handler.ts";
import type { Pipeline } from "./steps/pipeline.ts";
import { sendBatch } from "./steps/send-batch.ts";

const messageSchema = z.object({ edition: z.string(), batch: z.string() });

/** Milliseconds until a batch that has to wait for others is looked at again. */
const pause = 1_000;

export function sendBatchHandler(open: () => Pipeline | Promise<Pipeline>): QueueHandler {
  return queueHandler(open, messageSchema, async (pipeline, message, timeIsUp) => {
    const outcome = await sendBatch(pipeline, message, timeIsUp);
    if (outcome.kind === "later") await pipeline.enqueue.sendBatch([message], outcome.reason === "time is up" ? 0 : pause);
  });
}

export const handler = deployed(sendBatchHandler(deployedPipeline));
