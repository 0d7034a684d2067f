import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { namesOf, type QueueName } from "../names.ts";

export type QueueWithDeadLettersProps = {
  readonly stage: string;
  readonly name: QueueName;
  /** The timeout of the function that handles the queue's messages. */
  readonly workerTimeout: Duration;
};

/** For every queue: encrypted, TLS only, and messages are kept for two weeks. */
const queueDefaults = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  retentionPeriod: Duration.days(14),
};

/** A queue and its dead-letter queue. */
export class QueueWithDeadLetters extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(
    scope: Construct,
    id: string,
    { stage, name, workerTimeout }: QueueWithDeadLettersProps,
  ) {
    super(scope, id);
    this.deadLetters = new Queue(this, "DeadLetters", {
      ...queueDefaults,
      queueName: namesOf(stage).deadLetters(name),
    });
    this.queue = new Queue(this, "Queue", {
      ...queueDefaults,
      queueName: namesOf(stage).queue(name),
      // Six times the function's timeout:
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(workerTimeout.toSeconds() * 6),
      // Only failed attempts count: unfinished work continues in a new message.
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
  }
}
