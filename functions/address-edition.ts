import * as z from "zod";
import { deployed, deployedPipeline } from "./runtime/deployed.ts";
import { type QueueHandler, queueHandler } from "./runtime/queue-handler.ts";
import { addressEdition } from "./steps/editions/address-edition.ts";
import type { Pipeline } from "./steps/pipeline.ts";

const messageSchema = z.object({ edition: z.string(), round: z.number().int().nonnegative() });

export function addressEditionHandler(open: () => Pipeline | Promise<Pipeline>): QueueHandler {
  return queueHandler(open, messageSchema, async (pipeline, message, timeIsUp) => {
    const outcome = await addressEdition(pipeline, message, timeIsUp);
    if (outcome === "more") await pipeline.enqueue.addressEdition([message]);
  });
}

export const handler = deployed(addressEditionHandler(deployedPipeline));
