import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import type { SqsClient } from "./triggers.ts";

/** Puts SES's events, at most ten, into the queue of the function that records them. */
export type DeliverEvents = (events: readonly string[]) => Promise<void>;

export function deliverTo(sqs: SqsClient, QueueUrl: string): DeliverEvents {
  return async events => {
    const Entries = events.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    if (answer.Failed?.length) throw new Error("SQS did not accept an event");
  };
}
