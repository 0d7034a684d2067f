import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { readEnvironment } from "./runtime/environment.ts";
import { lazily } from "./runtime/lazily.ts";
import { openPipeline } from "./runtime/open-pipeline.ts";
import type { Pipeline } from "./steps/pipeline.ts";
import { recordFeedback } from "./steps/record-feedback.ts";

/** The bodies are SES's events as they are: the subscription of the queue to the topic has raw delivery. */
export function recordFeedbackHandler(pipeline: () => Pipeline): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async ({ Records }) => {
    const again = await recordFeedback(
      pipeline(),
      Records.map(record => record.body),
    );
    return { batchItemFailures: again.map(index => ({ itemIdentifier: Records[index]?.messageId ?? "" })) };
  };
}

export const handler = recordFeedbackHandler(lazily(() => openPipeline(readEnvironment(process.env))));
