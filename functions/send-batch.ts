import * as z from "zod";
import { readEnvironment } from "./runtime/environment.ts";
import { lazily } from "./runtime/lazily.ts";
import { openPipeline } from "./runtime/open-pipeline.ts";
import { type QueueHandler, queueHandler } from "./runtime/queue-handler.ts";
import type { Pipeline } from "./steps/pipeline.ts";
import { sendBatch } from "./steps/send-batch.ts";

const message = z.object({ edition: z.string(), batch: z.string() });

export function sendBatchHandler(pipeline: () => Pipeline): QueueHandler {
  return queueHandler(pipeline, message, async (...given) =>
    (await sendBatch(...given)).kind === "later" ? "again" : "handled",
  );
}

export const handler = sendBatchHandler(lazily(() => openPipeline(readEnvironment(process.env))));
