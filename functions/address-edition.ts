import * as z from "zod";
import { readEnvironment } from "./runtime/environment.ts";
import { lazily } from "./runtime/lazily.ts";
import { openPipeline } from "./runtime/open-pipeline.ts";
import { type QueueHandler, queueHandler } from "./runtime/queue-handler.ts";
import { addressEdition } from "./steps/address-edition.ts";
import type { Pipeline } from "./steps/pipeline.ts";

const message = z.object({ edition: z.string(), round: z.number().int().nonnegative() });

export function addressEditionHandler(pipeline: () => Pipeline): QueueHandler {
  return queueHandler(pipeline, message, async (...given) => ((await addressEdition(...given)) === "more" ? "again" : "handled"));
}

export const handler = addressEditionHandler(lazily(() => openPipeline(readEnvironment(process.env))));
