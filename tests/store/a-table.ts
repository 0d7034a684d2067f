import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { onTestFinished } from "vitest";
import { openTable } from "../../functions/runtime/open-table.ts";
import { type Table, tableDefinition } from "../../functions/store/table.ts";
import { startDynamoDb } from "../../infra/local/aws/dynamodb.ts";

/** An empty table in a local DynamoDB of its own, without the rest of the pipeline. */
export async function aTable(): Promise<Table & { readonly url: string }> {
  const directory = await mkdtemp(join(tmpdir(), "dear-colleague-table-"));
  const { url, stop } = await startDynamoDb(directory);
  const client = new DynamoDBClient({
    endpoint: url,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  onTestFinished(async () => {
    client.destroy();
    await stop();
    await rm(directory, { recursive: true, force: true });
  });
  const name = "dear-colleague-test";
  await client.send(new CreateTableCommand({ TableName: name, ...tableDefinition }));
  return { ...openTable(client, name), url };
}
