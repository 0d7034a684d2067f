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

/** The parts that only a deployment on AWS has. */
export type OnAws = {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly sendingDomain: string;
  /**
   * "new": the stack creates the domain's SES identity. "existing": the identity has another owner.
   */
  readonly identity: "new" | "existing";
  /** The email address that DMARC reports go to. */
  readonly reports: string;
  readonly configurationSet: string;
  readonly eventTopic: string;
  readonly alarmTopic: string;
  /** The email address that alarms and notices go to. */
  readonly alarmEmail: string;
  /** Returns the name of a Lambda. */
  readonly functionOf: (name: QueueName) => string;
  /** Returns the name of a secret in Secrets Manager. */
  readonly secret: (name: SecretName) => string;
  readonly schedule: string;
  readonly sns: SNSClient;
  readonly lambda: LambdaClient;
  readonly secrets: SecretsManagerClient;
  readonly scheduler: SchedulerClient;
  readonly resolver: Resolver;
};

/** One deployment of the pipeline, with the clients to check it. */
export type Deployment = {
  readonly aws: OnAws | undefined;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly ses: SESClient;
  /** Without the SDK's retries: a retry could send a message twice. */
  readonly sending: SESClient;
  readonly table: string;
  /** Queues by their names in SQS. */
  readonly queues: Readonly<
    Record<QueueName, { readonly name: string; readonly deadLetters: string }>
  >;
  /** The mailbox that letters come from: "Name <address>". */
  readonly from: string;
  /** How to deploy: many a `fix` ends with it. */
  readonly deploy: string;
  /** What to do if a service does not answer. */
  readonly unreachable: string;
};

/** How the doctor runs its checks. */
export type Manner = {
  /** Whether three messages may go to SES's mailbox simulator. */
  readonly mail: boolean;
  /** How long to wait for the events of these messages. */
  readonly eventWaitMs: number;
  /** How long to wait for the clock's next tick. */
  readonly tickWaitMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
};
