import { setTimeout } from "node:timers/promises";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";

type Invoke = (
  event: SQSEvent,
  context: { getRemainingTimeInMillis: () => number },
) => Promise<SQSBatchResponse>;

export type TriggerOptions = {
  readonly queueUrl: string;
  readonly handler: Invoke;
  /** The most messages in one invocation. */
  readonly batchSize: number;
  /** How long the trigger waits for a batch to fill. */
  readonly batchWindowMs: number;
  /** The number of invocations at a time. */
  readonly concurrency: number;
  /** The longest time of an invocation. */
  readonly timeoutMs: number;
  readonly onError: (error: unknown) => void;
};

/** An SQS client, or a local SQS in this process. */
export type SqsClient = Pick<SQSClient, "send">;

/** `stop` waits for the invocations under way. They see no time left, so they end soon. */
export type Trigger = { readonly stop: () => Promise<void> };

/**
 * Works as a Lambda event source mapping for a queue: receives messages, gathers a batch, invokes
 * the function, deletes the handled messages, and makes the others visible again.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function startTrigger(sqs: SqsClient, options: TriggerOptions): Trigger {
  const stopping = new AbortController();
  const workers = Array.from({ length: options.concurrency }, async () => {
    while (!stopping.signal.aborted) {
      try {
        const messages = await gather(sqs, options, stopping.signal);
        if (messages.length > 0) await invoke(sqs, options, messages, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) return;
        options.onError(error);
        await setTimeout(500);
      }
    }
  });
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(workers);
    },
  };
}

async function gather(
  sqs: SqsClient,
  { queueUrl, batchSize, batchWindowMs }: TriggerOptions,
  abortSignal: AbortSignal,
): Promise<Message[]> {
  const messages: Message[] = [];
  let until = Number.POSITIVE_INFINITY;
  while (messages.length < batchSize && performance.now() < until && !abortSignal.aborted) {
    const request = new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(10, batchSize - messages.length),
      // The batch window starts with the first message.
      WaitTimeSeconds: messages.length === 0 ? 10 : 0,
      MessageSystemAttributeNames: ["ApproximateReceiveCount"],
    });
    const answer = await sqs.send(request, { abortSignal });
    const received = answer.Messages ?? [];
    if (received.length === 0 && messages.length > 0) await setTimeout(20);
    if (messages.length === 0) until = performance.now() + batchWindowMs;
    messages.push(...received);
  }
  return messages;
}

async function invoke(
  sqs: SqsClient,
  { queueUrl, handler, timeoutMs, onError }: TriggerOptions,
  messages: readonly Message[],
  stopping: AbortSignal,
): Promise<void> {
  const ends = performance.now() + timeoutMs;
  const context = {
    getRemainingTimeInMillis: () => (stopping.aborted ? 0 : ends - performance.now()),
  };
  const event = { Records: messages.map(message => record(message, queueUrl)) };
  let failed: ReadonlySet<string>;
  try {
    failed = new Set(
      (await handler(event, context)).batchItemFailures.map(failure => failure.itemIdentifier),
    );
  } catch (error) {
    // As on Lambda, a function that throws has handled no message.
    failed = new Set(event.Records.map(({ messageId }) => messageId));
    onError(error);
  }
  const handled = messages.filter(message => !failed.has(message.MessageId ?? ""));
  for (let at = 0; at < handled.length; at += 10) {
    const Entries = handled
      .slice(at, at + 10)
      .map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
  for (const message of messages) {
    if (!failed.has(message.MessageId ?? "")) continue;
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: queueUrl,
        ReceiptHandle: message.ReceiptHandle,
        VisibilityTimeout: 1,
      }),
    );
  }
}

function record(message: Message, queueUrl: string): SQSRecord {
  return {
    messageId: message.MessageId ?? "",
    receiptHandle: message.ReceiptHandle ?? "",
    body: message.Body ?? "",
    attributes: {
      ApproximateReceiveCount: message.Attributes?.ApproximateReceiveCount ?? "1",
      SentTimestamp: "0",
      SenderId: "local",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: message.MD5OfBody ?? "",
    eventSource: "aws:sqs",
    eventSourceARN: `arn:aws:sqs:local:000000000000:${queueUrl.slice(queueUrl.lastIndexOf("/") + 1)}`,
    awsRegion: "local",
  };
}
