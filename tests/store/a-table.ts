import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { onTestFinished } from "vitest";
import { openTable } from "../../functions/runtime/open-table.ts";
import { type Table, tableDefinition } from "../../functions/store/table.ts";
import { startDynamoDb } from "../../infra/local/aws/dynamodb.ts";
import { sendPlainly } from "../../infra/local/aws/table/plain-requests.ts";

/**
 * An empty table in a local DynamoDB of its own, without the rest of the pipeline. Tokens of
 * transactions count in the whole DynamoDB, so tests that choose their own do not share one.
 */
export async function aTable(): Promise<Table & { readonly url: string }> {
  const { directUrl: url, stop } = await startDynamoDb(undefined);
  const client = new DynamoDBClient({
    endpoint: url,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  sendPlainly(client, url);
  onTestFinished(async () => {
    client.destroy();
    await stop();
  });
  const name = "dear-colleague-test";
  await client.send(new CreateTableCommand({ TableName: name, ...tableDefinition }));
  return { ...openTable(client, name), url };
}
