import type { CfnTable } from "aws-cdk-lib/aws-dynamodb";
import type { CfnSecret } from "aws-cdk-lib/aws-secretsmanager";
import { acknowledge } from "./acknowledge.ts";
import type { LambdaName } from "./bundling.ts";
import { permissions } from "./permissions.ts";
import type { QueueName, QueueWithDeadLetters } from "./queue-with-dead-letters.ts";
import type { SendingIdentity } from "./sending-identity.ts";
import type { Worker } from "./worker.ts";

export type Resources = {
  readonly table: CfnTable;
  readonly secret: CfnSecret;
  readonly queues: Readonly<Record<QueueName, QueueWithDeadLetters>>;
  readonly identity: SendingIdentity;
  readonly sendingDomain: string;
};

/** Gives each worker its permissions, and no other. */
export function grant(workers: Readonly<Record<LambdaName, Worker>>, resources: Resources): void {
  const { table, secret, queues, identity, sendingDomain } = resources;
  for (const [name, worker] of Object.entries(workers) as [LambdaName, Worker][]) {
    const may = permissions[name];
    worker.may(
      may.table.map(action => `dynamodb:${action}`),
      [table.attrArn],
    );
    if (may.index) worker.may(["dynamodb:Query"], [`${table.attrArn}/index/due`]);
    worker.may(["secretsmanager:GetSecretValue"], [secret.ref]);
    if (may.queues)
      worker.may(
        ["sqs:SendMessage"],
        may.queues.map(queue => queues[queue].queue.queueArn),
      );
    if (may.looksAtFeedback) {
      const { queue, deadLetters } = queues["record-feedback"];
      worker.may(["sqs:GetQueueAttributes"], [queue.queueArn, deadLetters.queueArn]);
    }
    // The envelope's sender is checked as well as the header's.
    const domain = `*@${sendingDomain}`;
    if (may.send)
      worker.may(["ses:SendRawEmail"], identity.arns, {
        StringLike: { "ses:FromAddress": domain, "ses:FeedbackAddress": domain },
      });
    if (may.quota) {
      worker.may(["ses:GetSendQuota"], ["*"]);
      acknowledge(worker.role, {
        "AwsSolutions-IAM5[Resource::*]": "ses:GetSendQuota and X-Ray's write actions know no resources.",
      });
    }
  }
}
