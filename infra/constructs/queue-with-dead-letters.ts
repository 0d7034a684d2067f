import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { namesOf, type QueueName } from "../names.ts";

export type QueueWithDeadLettersProps = {
  readonly stage: string;
  readonly name: QueueName;
  /** The timeout of the function that works the queue off. */
  readonly workerTimeout: Duration;
};

/** How every queue is: encrypted, TLS alone, and messages wait for two weeks. */
export const queueDefaults = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) };

/** A queue, and where its messages go that cannot be handled. */
export class QueueWithDeadLetters extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { stage, name, workerTimeout }: QueueWithDeadLettersProps) {
    super(scope, id);
    this.deadLetters = new Queue(this, "DeadLetters", { ...queueDefaults, queueName: namesOf(stage).deadLetters(name) });
    this.queue = new Queue(this, "Queue", {
      ...queueDefaults,
      queueName: namesOf(stage).queue(name),
      // Six times the function's timeout: https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(workerTimeout.toSeconds() * 6),
      // Only what throws is counted: work that goes on later comes as a new message.
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });
  }
}
