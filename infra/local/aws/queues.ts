import { setTimeout } from "node:timers/promises";
import { CreateQueueCommand, GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { type QueueName, queueNames } from "../../names.ts";
import type { SqsClient } from "./triggers.ts";

export type QueueUrls = Readonly<Record<QueueName, string>>;

/**
 * How long a message is hidden from other workers during its handling. Events of a killed worker
 * must come back within the grace period: after that, a missing event counts as proof that SES did
 * not accept the letter.
 */
const hiddenSeconds: Readonly<Record<QueueName, number>> = {
  "address-edition": 120,
  "send-batch": 120,
  "record-feedback": 3,
  "import-list": 120,
};

/** How often a message is tried before it goes to the queue's dead-letter queue. */
const attempts = 20;

export type QueueSettings = {
  /** Replaces `attempts`. */
  readonly attempts?: number;
  /** Seconds; replaces values of `hiddenSeconds`. */
  readonly hidden?: Partial<Record<QueueName, number>>;
};

/**
 * Creates the missing queues of the pipeline, each with its dead-letter queue. Returns URLs below
 * `endpoint`.
 */
export async function createQueues(
  sqs: SqsClient,
  prefix: string,
  endpoint: string,
  settings: QueueSettings = {},
): Promise<QueueUrls> {
  const maxReceiveCount = settings.attempts ?? attempts;
  const entries = await Promise.all(
    queueNames.map(async name => {
      const deadLetters = await createQueue(sqs, endpoint, deadLettersOf(`${prefix}-${name}`), {
        MessageRetentionPeriod: "1209600",
      });
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: deadLetters, AttributeNames: ["QueueArn"] }),
      );
      const redrive = JSON.stringify({
        deadLetterTargetArn: Attributes?.QueueArn,
        maxReceiveCount,
      });
      return [
        name,
        await createQueue(sqs, endpoint, `${prefix}-${name}`, {
          VisibilityTimeout: String(settings.hidden?.[name] ?? hiddenSeconds[name]),
          RedrivePolicy: redrive,
        }),
      ] as const;
    }),
  );
  return Object.fromEntries(entries) as QueueUrls;
}

/** Returns the URL (or name) of a queue's dead-letter queue. */
export function deadLettersOf(queueUrl: string): string {
  return `${queueUrl}-dead-letters`;
}

async function createQueue(
  sqs: SqsClient,
  endpoint: string,
  QueueName: string,
  Attributes: Record<string, string>,
): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  if (QueueUrl === undefined) throw new Error(`SQS gave no URL for the queue ${QueueName}`);
  // Local services return hosts such as sqs.eu-west-2.localhost. Not every machine can resolve
  // them.
  return new URL(new URL(QueueUrl).pathname, endpoint).href;
}

/** Waits until a queue has no messages, waiting or in flight. Returns false after five seconds. */
export async function becomesEmpty(sqs: SqsClient, QueueUrl: string): Promise<boolean> {
  const AttributeNames = [
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
  ] as const;
  for (const until = performance.now() + 5_000; ; await setTimeout(100)) {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
    );
    if (AttributeNames.every(name => Attributes?.[name] === "0")) return true;
    if (performance.now() > until) return false;
  }
}
