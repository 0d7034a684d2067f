import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import type { Gathering } from "./ses/events/publisher.ts";
import type { SqsClient } from "./triggers.ts";

/** Puts SES's events, at most ten, into the queue of the function that records them. */
export type DeliverEvents = (events: readonly string[]) => Promise<void>;

/** Records SES's events. Returns the indexes of those that must be tried again. */
export type RecordEvents = (events: readonly string[]) => Promise<readonly number[]>;

/** For `recordOr`: the more events of a batch are recorded in one write, the less each costs. */
export const forRecording: Gathering = { atMost: 500, calls: 2, waitMs: 150 };

export function deliverTo(sqs: SqsClient, QueueUrl: string): DeliverEvents {
  return async events => {
    const Entries = events.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    if (answer.Failed?.length) throw new Error("SQS did not accept an event");
  };
}

/**
 * Records events without a queue. Only events that cannot be recorded go there: it tries them again,
 * and keeps its dead letters.
 */
export function recordOr(record: RecordEvents, deliver: DeliverEvents) {
  return async (events: readonly string[]): Promise<void> => {
    const again = (await record(events)).flatMap(index => events[index] ?? []);
    for (let at = 0; at < again.length; at += 10) await deliver(again.slice(at, at + 10));
  };
}
