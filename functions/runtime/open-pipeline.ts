import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { monotonicFactory } from "ulid";
import { getQuota, type Quota } from "../mail/submit-message.ts";
import { newTempo, type Pipeline } from "../steps/pipeline.ts";
import { newSightings } from "../steps/sightings.ts";
import {
  type Endpoint,
  openDynamoDb,
  openQuotaClient,
  openSqs,
  openSubmission,
} from "./aws-clients.ts";
import type { Environment } from "./environment.ts";
import { openTable } from "./open-table.ts";
import { openSendingStatus } from "./outside/ask-sending-status.ts";
import { lookAtQueues } from "./outside/look-at-queues.ts";
import { pingerOf } from "./outside/ping-url.ts";
import { noticesTo } from "./outside/publish-notice.ts";
import { openSesList } from "./outside/ses-list.ts";
import { openUploads } from "./outside/upload-bucket.ts";
import type { SecretName } from "./secrets.ts";

/** How long an answer about the quota is valid: shorter when little of the quota is left. */
const quotaMaxAgeMs = { plenty: 60_000, scarce: 1_000 };

export type Endpoints = Readonly<Record<"dynamodb" | "ses" | "sqs", Endpoint>> & {
  readonly s3?: Endpoint;
};

/**
 * Opens the pipeline on the AWS services, or on those that `AWS_ENDPOINT_URL_*` or `endpoints`
 * name. Opening sends nothing.
 */
export function openPipeline(
  environment: Environment,
  endpoints: Endpoints = { dynamodb: {}, ses: {}, sqs: {} },
): Pipeline {
  const client = openDynamoDb(endpoints.dynamodb);
  const sqs = openSqs(endpoints.sqs);
  const quotaClient = openQuotaClient(endpoints.ses);
  return {
    table: openTable(client, environment.TABLE_NAME, environment.INSERT_THROUGH),
    tableId: keptWhileFresh(
      () => getTableId(client, environment.TABLE_NAME),
      () => performance.now(),
      () => tableIdMaxAgeMs,
    ),
    submit: openSubmission(
      endpoints.ses,
      environment.SUBMIT_TIMEOUT_MS,
      environment.SUBMIT_THROUGH,
    ),
    quota: keptWhileFresh(
      () => getQuota(quotaClient),
      () => performance.now(),
      maxAgeMsOf,
    ),
    tempo: newTempo(),
    sightings: newSightings(),
    enqueue: {
      addressEdition: (messages, delayMs) =>
        sendMessages(sqs, environment.ADDRESS_EDITION_QUEUE_URL, messages, delayMs),
      sendBatch: (messages, delayMs) =>
        sendMessages(sqs, environment.SEND_BATCH_QUEUE_URL, messages, delayMs),
      importList: (messages, delayMs) =>
        sendMessages(sqs, environment.IMPORT_LIST_QUEUE_URL ?? "", messages, delayMs),
    },
    uploads: openUploads(environment, endpoints.s3 ?? {}),
    feedback: {
      look: () =>
        lookAtQueues(
          sqs,
          environment.RECORD_FEEDBACK_QUEUE_URL,
          environment.RECORD_FEEDBACK_DEAD_LETTERS_URL,
        ),
    },
    sendingStatus: openSendingStatus(quotaClient),
    sesList: openSesList(quotaClient, endpoints.ses.endpoint),
    images: "site",
    siteUrl: environment.SITE_URL,
    editorsUrl: environment.EDITORS_URL ?? environment.SITE_URL,
    tell:
      environment.ALARM_TOPIC_ARN === undefined
        ? undefined
        : noticesTo(environment.ALARM_TOPIC_ARN),
    pingWatcher: environment.TICK_URL === undefined ? undefined : pingerOf(environment.TICK_URL),
    configurationSet: environment.CONFIGURATION_SET,
    senderDomain: environment.SENDER_DOMAIN,
    get addressKey() {
      return required(environment.ADDRESS_KEY, "address-key");
    },
    get linkKeys() {
      return required(environment.LINK_KEYS, "link-keys");
    },
    limits: {
      submitTimeoutMs: environment.SUBMIT_TIMEOUT_MS,
      slackMs: environment.SLACK_MS,
      holdMs: environment.HOLD_MS,
      graceMs: environment.GRACE_MS,
      stallMs: environment.STALL_MS,
      restMs: environment.REST_MS,
    },
    keepUnlistedDays: environment.KEEP_UNLISTED_DAYS,
    eventsAreCertain: false,
    now: Date.now,
    monotonic: () => performance.now(),
    sleep: milliseconds => (milliseconds > 0 ? setTimeout(milliseconds) : Promise.resolve()),
    newId: idFactory(),
    log: (event, fields) => console.log(JSON.stringify({ event, ...fields })),
    measure: () => {},
  };
}

/** Returns the key. Throws if it is missing: a hash or signature with a wrong key would do harm. */
function required<Key>(key: Key | undefined, secret: SecretName): Key {
  if (key !== undefined) return key;
  throw new Error(
    `This function needs the secret ${secret} but does not have it: see infra/constructs/permissions.ts.`,
  );
}

function idFactory(): () => string {
  const next = monotonicFactory(() => randomBytes(1).readUInt8() / 256);
  return () => next(Date.now());
}

/**
 * Returns how long a quota stays valid. Sending at the full rate for twice that time must not use
 * the quota up.
 */
function maxAgeMsOf({ maxSendRate, remaining }: Quota): number {
  return remaining > (2 * maxSendRate * quotaMaxAgeMs.plenty) / 1000
    ? quotaMaxAgeMs.plenty
    : quotaMaxAgeMs.scarce;
}

/**
 * Keeps an answer while it is fresh, and longer if the service then gives no other. `now` in monotonic
 * milliseconds.
 */
function keptWhileFresh<Value>(
  ask: () => Promise<Value>,
  now: () => number,
  maxAgeMs: (value: Value) => number,
): () => Promise<Value> {
  let last: { value: Value; at: number } | undefined;
  let asking: Promise<Value> | undefined;
  return () => {
    if (last && now() - last.at < maxAgeMs(last.value)) return Promise.resolve(last.value);
    asking ??= ask()
      .then(value => {
        last = { value, at: now() };
        return value;
      })
      .catch(error => {
        if (last) return last.value;
        throw error;
      })
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };
}

/** Restoring a table takes minutes. */
const tableIdMaxAgeMs = 60_000;

async function getTableId(client: DynamoDBClient, TableName: string): Promise<string> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  if (Table?.TableId === undefined)
    throw new Error(`DynamoDB names no id of the table ${TableName}`);
  return Table.TableId;
}

/** SQS's longest delay of a message. */
const maxDelaySeconds = 900;

async function sendMessages(
  sqs: SQSClient,
  QueueUrl: string,
  messages: readonly object[],
  delayMs = 0,
): Promise<void> {
  const DelaySeconds = Math.min(maxDelaySeconds, Math.ceil(delayMs / 1000));
  for (let at = 0; at < messages.length; at += 10) {
    const Entries = messages.slice(at, at + 10).map((message, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(message),
      DelaySeconds,
    }));
    const answer = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const [failed] = answer.Failed ?? [];
    if (failed) throw new Error(`SQS refused a message: ${failed.Code} ${failed.Message}`);
  }
}
