import * as z from "zod";
import { readEnvironment } from "./runtime/environment.ts";
import { openPipeline } from "./runtime/open-pipeline.ts";
import { lazily, type QueueHandler, queueHandler } from "./runtime/queue-handler.ts";
import type { Pipeline } from "./steps/pipeline.ts";
import { sendBatch } from "./steps/send-batch.ts";

const message = z.object({ edition: z.string(), batch: z.string() });

export function sendBatchHandler(pipeline: () => Pipeline): QueueHandler {
  return queueHandler(message, async (work, timeIsUp) => ((await sendBatch(pipeline(), work, timeIsUp)).kind === "later" ? "again" : "handled"));
}

export const handler = sendBatchHandler(lazily(() => openPipeline(readEnvironment(process.env))));
