import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { readTemplate } from "../../functions/mail/template.ts";
import { openTable } from "../../functions/runtime/open-table.ts";
import { tableDefinition } from "../../functions/store/table.ts";
import { startDynamoDb } from "../../infra/local/aws/dynamodb.ts";
import { localEndpoint } from "../../infra/local/aws/local-endpoint.ts";
import { aFixedWorld } from "./a-fixed-world.ts";
import { dumpFile, dumpOf, textOf } from "./dump-file.ts";
import { begin, writeEverything } from "./write-everything.ts";

// npm run dump: writes the dump of this code's data version. Run it before each release, and when
// tests/data/dump.test.ts asks for it. A dump of an earlier data version never changes.

const directory = await mkdtemp(join(tmpdir(), "dear-colleague-dump-"));
const { directUrl: url, stop } = await startDynamoDb(directory);
const client = new DynamoDBClient(localEndpoint(url));
try {
  const table = openTable(client, "dear-colleague-dump");
  await client.send(new CreateTableCommand({ TableName: table.name, ...tableDefinition }));
  const template = await readTemplate(fileURLToPath(new URL("../../templates", import.meta.url)));
  await writeEverything(aFixedWorld(table, begin), template);
  const dump = await dumpOf(table);
  await writeFile(dumpFile(), textOf(dump));
  console.log(`${dumpFile()}: ${dump.items.length} items of data version ${dump.version}.`);
} finally {
  client.destroy();
  await stop();
  await rm(directory, { recursive: true, force: true });
}
