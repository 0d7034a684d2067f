import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESClient } from "@aws-sdk/client-ses";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Endpoint } from "../../functions/runtime/aws-clients.ts";

/** Milliseconds: an operator waits for the answer. */
const patience = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

type Service = "dynamodb" | "sqs" | "ses" | "sns" | "lambda" | "secrets" | "scheduler";

/** Clients of all that the doctor asks, in one region; at the endpoints given, or where the SDK looks for them. */
export function createClients(at: Partial<Record<Service, Endpoint>>) {
  const settings = (service: Service, maxAttempts: number) => ({
    ...at[service],
    maxAttempts,
    requestHandler: new NodeHttpHandler(patience),
  });
  return {
    dynamodb: new DynamoDBClient(settings("dynamodb", 2)),
    // Local services name hosts of their own (sqs.eu-west-2.localhost) in queues' URLs, which not every machine can look up.
    sqs: new SQSClient({ ...settings("sqs", 2), useQueueUrlAsEndpoint: false }),
    // SES answers most of these questions once a second: the SDK asks again after a pause.
    ses: new SESClient(settings("ses", 5)),
    sending: new SESClient(settings("ses", 1)),
    sns: new SNSClient(settings("sns", 2)),
    // An invocation may send a message, which must not be sent twice; and it may begin with a cold start.
    lambda: new LambdaClient({
      ...settings("lambda", 1),
      requestHandler: new NodeHttpHandler({ ...patience, requestTimeout: 30_000 }),
    }),
    secrets: new SecretsManagerClient(settings("secrets", 2)),
    scheduler: new SchedulerClient(settings("scheduler", 2)),
  };
}
