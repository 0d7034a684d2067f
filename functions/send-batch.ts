import type { Context, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { deployed, deployedPipeline } from "./runtime/deployed.ts";
import { type QueueHandler, queueHandler } from "./runtime/queue-handler.ts";
import type { Pipeline } from "./steps/pipeline.ts";
import { sendBatch } from "./steps/sending/send-batch.ts";
import { sendTrial } from "./steps/sending/send-trial.ts";

const messageSchema = z.object({
  edition: z.string(),
  batch: z.string(),
  through: z.number().int().optional(),
});
/** The event with which the doctor tests whether the function's role may send. */
const trialSchema = z.object({ trial: z.object({ source: z.email() }) });

export function sendBatchHandler(open: () => Pipeline | Promise<Pipeline>): QueueHandler {
  return queueHandler(open, messageSchema, async (pipeline, message, timeIsUp) => {
    const outcome = await sendBatch(pipeline, message, timeIsUp);
    if (outcome.kind === "later")
      await pipeline.enqueue.sendBatch([outcome.message], outcome.delayMs);
  });
}

type Time = Pick<Context, "getRemainingTimeInMillis">;

/**
 * Handles queue messages. For a trial from the doctor, sends one message to SES's simulator and
 * returns SES's answer.
 */
export function sendBatchOrTrial(
  open: () => Pipeline | Promise<Pipeline>,
): (event: unknown, context: Time) => Promise<unknown> {
  const sendBatch = sendBatchHandler(open);
  return async (event, context) => {
    const { data } = trialSchema.safeParse(event);
    return data
      ? sendTrial(await open(), data.trial.source)
      : sendBatch(event as SQSEvent, context);
  };
}

export const handler = deployed(sendBatchOrTrial(deployedPipeline));
