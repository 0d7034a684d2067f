import { startDynamoDb } from "../infra/local/aws/dynamodb.ts";

let started: Promise<string> | undefined;

/**
 * The local DynamoDB of this worker of Vitest, in memory. Each test has a table of its own in it. It
 * ends with the worker.
 */
export function sharedDynamoDb(): Promise<string> {
  started ??= startDynamoDb(undefined).then(({ directUrl }) => directUrl);
  return started;
}
