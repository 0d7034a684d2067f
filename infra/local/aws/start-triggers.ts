import { addressEditionHandler } from "../../../functions/address-edition.ts";
import { importListHandler } from "../../../functions/import-list.ts";
import { recordFeedbackHandler } from "../../../functions/record-feedback.ts";
import { sendBatchHandler } from "../../../functions/send-batch.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import type { QueueUrls } from "./queues.ts";
import { type SqsClient, startTrigger, type Trigger, type TriggerOptions } from "./triggers.ts";

export type StartTrigger = (options: TriggerOptions) => Trigger;
export type StartedTriggers = { readonly sending: Trigger[]; readonly feedback: Trigger };

/** Starts the same triggers as the deployment has. */
export function startTriggers(
  sqs: SqsClient,
  queues: QueueUrls,
  pipeline: Pipeline,
  start: StartTrigger = options => startTrigger(sqs, options),
): StartedTriggers {
  const shared = {
    timeoutMs: 75_000,
    onError: (error: unknown) => pipeline.log("trigger-failed", { error: String(error) }),
  };
  const given = () => pipeline;
  const {
    "address-edition": addressing,
    "send-batch": sending,
    "record-feedback": feedback,
    "import-list": importing,
  } = queues;
  return {
    sending: [
      start({
        ...shared,
        queueUrl: addressing,
        handler: addressEditionHandler(given),
        batchSize: 1,
        batchWindowMs: 0,
        concurrency: 1,
      }),
      start({
        ...shared,
        queueUrl: importing,
        handler: importListHandler(given),
        batchSize: 1,
        batchWindowMs: 0,
        concurrency: 2,
      }),
      start({
        ...shared,
        queueUrl: sending,
        handler: sendBatchHandler(given),
        batchSize: 1,
        batchWindowMs: 0,
        concurrency: 10,
      }),
    ],
    feedback: start({
      ...shared,
      queueUrl: feedback,
      handler: recordFeedbackHandler(given),
      batchSize: 200,
      batchWindowMs: 100,
      concurrency: 2,
    }),
  };
}
