import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startDynamoDb } from "../../../infra/local/aws/dynamodb.ts";
import { startSqs } from "../../../infra/local/aws/sqs.ts";

/** A table and queues that several machines share. */
export type SharedServices = {
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
};

export async function startShared(path: string): Promise<SharedServices> {
  mkdirSync(path, { recursive: true });
  const [dynamodb, sqs] = await Promise.all([
    startDynamoDb(path),
    startSqs(join(path, "feedback.jsonl"), undefined),
  ]);
  return {
    env: { AWS_ENDPOINT_URL_DYNAMODB: dynamodb.directUrl, AWS_ENDPOINT_URL_SQS: sqs.url },
    stop: async () => {
      await Promise.all([dynamodb.stop(), sqs.stop()]);
    },
  };
}
