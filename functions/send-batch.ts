import * as z from "zod";
import { deployed, deployedPipeline } from "./runtime/deployed.ts";
import { type QueueHandler, queueHandler } from "./runtime/queue-handler.ts";
import type { Pipeline } from "./steps/pipeline.ts";
import { sendLane } from "./steps/send-lane.ts";

const messageSchema = z.object({ edition: z.string(), batch: z.string(), through: z.number().int().optional() });

export function sendBatchHandler(open: () => Pipeline | Promise<Pipeline>): QueueHandler {
  return queueHandler(open, messageSchema, async (pipeline, message, timeIsUp) => {
    const outcome = await sendLane(pipeline, message, timeIsUp);
    if (outcome.kind === "later") await pipeline.enqueue.sendBatch([outcome.message], outcome.delay);
  });
}

export const handler = deployed(sendBatchHandler(deployedPipeline));
