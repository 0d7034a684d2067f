import type { Resolver } from "node:dns/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { SchedulerClient } from "@aws-sdk/client-scheduler";
import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SESClient } from "@aws-sdk/client-ses";
import type { SNSClient } from "@aws-sdk/client-sns";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { SecretName } from "../../functions/runtime/secrets.ts";
import type { QueueName } from "../names.ts";

/** What only a deployment on AWS has: this machine has no DNS, schedules or secrets of its own. */
export type OnAws = {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly sendingDomain: string;
  /** Whether the stack makes the domain's SES identity, or uses one that its owner looks after. */
  readonly identity: "new" | "existing";
  /** The e-mail address that DMARC's reports go to. */
  readonly reports: string;
  readonly configurationSet: string;
  readonly eventTopic: string;
  /** The queue of events that SNS could not hand on. */
  readonly undelivered: string;
  readonly alarmTopic: string;
  /** Who is told of alarms. */
  readonly alarmEmail: string;
  /** The name of a Lambda. */
  readonly functionOf: (name: QueueName) => string;
  /** The name of a secret in Secrets Manager. */
  readonly secret: (name: SecretName) => string;
  readonly schedule: string;
  readonly sns: SNSClient;
  readonly lambda: LambdaClient;
  readonly secrets: SecretsManagerClient;
  readonly scheduler: SchedulerClient;
  readonly resolver: Resolver;
};

/** One deployment of the pipeline, as the doctor looks at it. */
export type Deployment = {
  readonly aws: OnAws | undefined;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly ses: SESClient;
  /** Without the SDK's own retries, each of which could mail twice. */
  readonly sending: SESClient;
  readonly table: string;
  /** Queues by their names in SQS. */
  readonly queues: Readonly<Record<QueueName, { readonly name: string; readonly deadLetters: string }>>;
  /** The mailbox that letters come from: "Name <address>". */
  readonly from: string;
  /** How it is brought about: the end of many a `mend`. */
  readonly deploy: string;
  /** What to do where a service does not answer. */
  readonly unreachable: string;
};

/** How the doctor goes about it. */
export type Manner = {
  /** Whether two messages may go to SES's mailbox simulator. */
  readonly mail: boolean;
  /** Milliseconds that their events are waited for. */
  readonly eventPatience: number;
  /** Milliseconds that the clock's next tick is waited for. */
  readonly tickPatience: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
};
