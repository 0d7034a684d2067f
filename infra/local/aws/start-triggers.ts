import type { SQSClient } from "@aws-sdk/client-sqs";
import { addressEditionHandler } from "../../../functions/address-edition.ts";
import { importListHandler } from "../../../functions/import-list.ts";
import { recordFeedbackHandler } from "../../../functions/record-feedback.ts";
import { sendBatchHandler } from "../../../functions/send-batch.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import type { QueueUrls } from "./queues.ts";
import { startTrigger, type Trigger } from "./triggers.ts";

/** Starts the same triggers as the deployment has. */
export function startTriggers(
  sqs: SQSClient,
  queues: QueueUrls,
  pipeline: Pipeline,
): { sending: Trigger[]; feedback: Trigger } {
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
      startTrigger(sqs, {
        ...shared,
        queueUrl: addressing,
        handler: addressEditionHandler(given),
        batchSize: 1,
        batchWindowMs: 0,
        concurrency: 1,
      }),
      startTrigger(sqs, {
        ...shared,
        queueUrl: importing,
        handler: importListHandler(given),
        batchSize: 1,
        batchWindowMs: 0,
        concurrency: 2,
      }),
      startTrigger(sqs, {
        ...shared,
        queueUrl: sending,
        handler: sendBatchHandler(given),
        batchSize: 1,
        batchWindowMs: 0,
        concurrency: 6,
      }),
    ],
    feedback: startTrigger(sqs, {
      ...shared,
      queueUrl: feedback,
      handler: recordFeedbackHandler(given),
      batchSize: 200,
      batchWindowMs: 100,
      concurrency: 2,
    }),
  };
}
