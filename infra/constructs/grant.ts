import type { IKey } from "aws-cdk-lib/aws-kms";
import type { SecretName } from "../../functions/runtime/secrets.ts";
import { namesOf, type QueueName } from "../names.ts";
import type { Stage } from "../read-stage.ts";
import { acknowledge } from "./acknowledge.ts";
import type { LambdaName } from "./bundling.ts";
import type { ImportBucket } from "./import-bucket.ts";
import { type LeadingKey, permissions, secretsOf } from "./permissions.ts";
import type { QueueWithDeadLetters } from "./queue-with-dead-letters.ts";
import type { SendingIdentity } from "./sending-identity.ts";
import type { Worker } from "./worker.ts";

export type Resources = {
  readonly stage: Stage;
  readonly tableArn: string;
  readonly queues: Readonly<Record<QueueName, QueueWithDeadLetters>>;
  readonly uploads: Pick<ImportBucket, "arn">;
  readonly identity: SendingIdentity;
  /** The topic that notices go to. `topicKey` encrypts it. */
  readonly alarmTopicArn: string;
  readonly topicKey: IKey;
};

/** Gives each worker exactly its permissions (`permissions.ts`). */
export function grant(workers: Readonly<Record<LambdaName, Worker>>, resources: Resources): void {
  const { stage, tableArn, queues, identity } = resources;
  for (const [name, worker] of Object.entries(workers) as [LambdaName, Worker][]) {
    const may = permissions[name];
    const anywhere = may.table.filter(action => may.keys?.[action] === undefined);
    if (anywhere.length > 0)
      worker.may(
        anywhere.map(action => `dynamodb:${action}`),
        [tableArn],
      );
    for (const [action, keys] of Object.entries(may.keys ?? {}))
      worker.may([`dynamodb:${action}`], [tableArn], leading(keys.map(patternOf)));
    if (may.index)
      worker.may(
        ["dynamodb:Query"],
        [`${tableArn}/index/due`],
        may.index === true ? undefined : leading(may.index),
      );
    const secrets = secretsOf(name, stage.signIn);
    if (secrets.length > 0)
      worker.may(
        ["secretsmanager:GetSecretValue"],
        secrets.map(secret => secretArn(stage, secret)),
      );
    if (may.queues)
      worker.may(
        ["sqs:SendMessage"],
        may.queues.map(queue => queues[queue].queue.queueArn),
      );
    if (may.uploads) {
      const files = `${resources.uploads.arn}/imports/*`;
      worker.may(uploadActions[may.uploads], [files]);
      acknowledge(worker.role, {
        [`AwsSolutions-IAM5[Resource::${files}]`]: "Each import has a file of its own.",
      });
    }
    if (may.looksAtFeedback) {
      const { queue, deadLetters } = queues["record-feedback"];
      worker.may(["sqs:GetQueueAttributes"], [queue.queueArn, deadLetters.queueArn]);
    }
    // Restricts both the sender in the header and the envelope sender.
    const domain = `*@${stage.sendingDomain}`;
    if (may.send)
      worker.may(["ses:SendRawEmail"], identity.arns, {
        StringLike: { "ses:FromAddress": domain, "ses:FeedbackAddress": domain },
      });
    if (may.notices) {
      worker.may(["sns:Publish"], [resources.alarmTopicArn]);
      worker.may(["kms:GenerateDataKey", "kms:Decrypt"], [resources.topicKey.keyArn]);
    }
    if (may.quota) {
      worker.may(["ses:GetSendQuota"], ["*"]);
      acknowledge(worker.role, {
        "AwsSolutions-IAM5[Resource::*]":
          "SES's actions that read the account and its identities, its suppression list and X-Ray's write actions have no resources.",
      });
    }
    if (may.sendingStatus) worker.may(statusActions, ["*"]);
    if (may.sesList)
      worker.may(["ses:GetSuppressedDestination", "ses:DeleteSuppressedDestination"], ["*"]);
  }
}

/** Returns IAM's condition that restricts a request to some partition keys. */
function leading(patterns: readonly string[]) {
  return {
    "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [...patterns] },
    // ForAllValues is true for a request without any key. This condition denies such requests.
    Null: { "dynamodb:LeadingKeys": "false" },
  };
}

const statusActions = [
  "ses:GetAccountSendingEnabled",
  "ses:GetIdentityVerificationAttributes",
  "ses:GetIdentityDkimAttributes",
];

/** A form that the editors' site has signed may do what the site may. */
const uploadActions = {
  offer: ["s3:PutObject"],
  use: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
} as const;

/** Returns IAM's pattern for a key. A prefix ends with "#". */
function patternOf(key: LeadingKey): string {
  return key.endsWith("#") ? `${key}*` : key;
}

/** Secrets Manager adds a hyphen and six characters to a secret's name. */
function secretArn({ name, account, region }: Stage, secret: SecretName): string {
  return `arn:aws:secretsmanager:${region}:${account}:secret:${namesOf(name).secret(secret)}-??????`;
}
