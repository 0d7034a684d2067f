import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESClient } from "@aws-sdk/client-ses";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Endpoint } from "../../functions/runtime/aws-clients.ts";

/** Milliseconds. Short, because an operator waits for the answer. */
const timeouts = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };

type Service = "dynamodb" | "sqs" | "ses" | "sns" | "lambda" | "secrets" | "scheduler";

/**
 * Creates a client for each service that the doctor asks, at the given endpoints or the SDK's own.
 */
export function createClients(at: Partial<Record<Service, Endpoint>>) {
  const settings = (service: Service, maxAttempts: number) => ({
    ...at[service],
    maxAttempts,
    requestHandler: new NodeHttpHandler(timeouts),
  });
  return {
    dynamodb: new DynamoDBClient(settings("dynamodb", 2)),
    // A local SQS puts its own host (sqs.eu-west-2.localhost) into queue URLs. Not every machine
    // can resolve that.
    sqs: new SQSClient({ ...settings("sqs", 2), useQueueUrlAsEndpoint: false }),
    // SES answers most of these requests once a second: the SDK retries after a pause.
    ses: new SESClient(settings("ses", 5)),
    sending: new SESClient(settings("ses", 1)),
    sns: new SNSClient(settings("sns", 2)),
    // One attempt: an invocation may send a message. 30 seconds: it may begin with a cold start.
    lambda: new LambdaClient({
      ...settings("lambda", 1),
      requestHandler: new NodeHttpHandler({ ...timeouts, requestTimeout: 30_000 }),
    }),
    secrets: new SecretsManagerClient(settings("secrets", 2)),
    scheduler: new SchedulerClient(settings("scheduler", 2)),
  };
}
