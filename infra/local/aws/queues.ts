import { setTimeout } from "node:timers/promises";
import { CreateQueueCommand, GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { type QueueName, queueNames } from "../../names.ts";

export type QueueUrls = Readonly<Record<QueueName, string>>;

/**
 * Seconds that a message is hidden while it is being handled. Events come back soon when a worker dies over them: later than
 * the grace, their absence would be taken for a no.
 */
const hidden: Readonly<Record<QueueName, number>> = {
  "address-edition": 120,
  "send-batch": 120,
  "record-feedback": 3,
};

/** How often a message is tried before it goes to the queue's dead-letter queue. */
const attempts = 20;

export type QueueSettings = {
  /** How often a message is tried. */
  readonly attempts?: number;
  /** Seconds that a message is hidden while it is being handled, where they are not those of this file. */
  readonly hidden?: Partial<Record<QueueName, number>>;
};

/** Creates the pipeline's queues, each with its dead-letter queue; finds them where they are. Their URLs lie below `endpoint`. */
export async function createQueues(
  sqs: SQSClient,
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
      const redrive = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount });
      return [
        name,
        await createQueue(sqs, endpoint, `${prefix}-${name}`, {
          VisibilityTimeout: String(settings.hidden?.[name] ?? hidden[name]),
          RedrivePolicy: redrive,
        }),
      ] as const;
    }),
  );
  return Object.fromEntries(entries) as QueueUrls;
}

/** The URL of a queue's dead letters. */
export function deadLettersOf(queueUrl: string): string {
  return `${queueUrl}-dead-letters`;
}

async function createQueue(
  sqs: SQSClient,
  endpoint: string,
  QueueName: string,
  Attributes: Record<string, string>,
): Promise<string> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  if (QueueUrl === undefined) throw new Error(`SQS gave no URL for the queue ${QueueName}`);
  // Local services name hosts of their own (sqs.eu-west-2.localhost), which not every machine can look up.
  return new URL(new URL(QueueUrl).pathname, endpoint).href;
}

/** Waits, five seconds at most, until a queue has neither messages that wait nor such as are being handled; says whether it has. */
export async function becomesEmpty(sqs: SQSClient, QueueUrl: string): Promise<boolean> {
  const AttributeNames = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  for (const until = performance.now() + 5_000; ; await setTimeout(100)) {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }));
    if (AttributeNames.every(name => Attributes?.[name] === "0")) return true;
    if (performance.now() > until) return false;
  }
}
