import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { deployed, deployedPipeline } from "./runtime/deployed.ts";
import { recordFeedback } from "./steps/ledger/record-feedback.ts";
import type { Pipeline } from "./steps/pipeline.ts";

/**
 * Each body is one SES event, unchanged: the queue's subscription to the topic uses raw delivery.
 */
export function recordFeedbackHandler(
  open: () => Pipeline | Promise<Pipeline>,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async ({ Records }) => {
    const again = await recordFeedback(
      await open(),
      Records.map(record => record.body),
    );
    return {
      batchItemFailures: again.map(index => ({ itemIdentifier: Records[index]?.messageId ?? "" })),
    };
  };
}

export const handler = deployed(recordFeedbackHandler(deployedPipeline));
