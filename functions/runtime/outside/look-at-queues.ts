import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { FeedbackState } from "../../steps/pipeline.ts";

/** Waiting, in progress, and delayed messages. */
const counts = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

/**
 * Returns whether the queue of SES's events and its dead letters are empty; "waiting" if a URL is
 * missing. SQS's counts may be a minute old:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
export async function lookAtQueues(
  sqs: SQSClient,
  queue: string | undefined,
  deadLetters: string | undefined,
): Promise<FeedbackState> {
  if (queue === undefined || deadLetters === undefined) return "waiting";
  const [waits, isDead] = await Promise.all([queue, deadLetters].map(url => hasMessages(sqs, url)));
  if (isDead) return "dead-letters";
  return waits ? "waiting" : "drained";
}

async function hasMessages(sqs: SQSClient, QueueUrl: string): Promise<boolean> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counts] }),
  );
  return counts.some(name => Attributes?.[name] !== "0");
}
