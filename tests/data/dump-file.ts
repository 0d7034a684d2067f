import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type AttributeValue, PutItemCommand, paginateScan } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { bulletinSchema } from "../../functions/core/bulletins/bulletin.ts";
import { contentSchema, editionSchema } from "../../functions/core/bulletins/edition.ts";
import { entrySchema } from "../../functions/core/bulletins/entry.ts";
import { listSchema } from "../../functions/core/people/list.ts";
import { subscriberSchema } from "../../functions/core/people/subscriber.ts";
import { subscriptionSchema } from "../../functions/core/people/subscription.ts";
import { suppressionSchema } from "../../functions/core/people/suppression.ts";
import { tableVersion } from "../../functions/store/data-version.ts";
import type { Table } from "../../functions/store/table.ts";

export type StoredItem = Record<string, AttributeValue>;

/** All items of a table in which every entity occurs, as code of a data version wrote them. */
export type Dump = {
  readonly version: number;
  /** The schemas of that code, as JSON Schema. */
  readonly schemas: Readonly<Record<string, object>>;
  readonly items: readonly StoredItem[];
};

/** A dump keeps the schemas of these entities. */
export const schemas: Readonly<Record<string, z.ZodObject>> = {
  bulletin: bulletinSchema,
  entry: entrySchema,
  edition: editionSchema,
  content: contentSchema,
  list: listSchema,
  subscriber: subscriberSchema,
  subscription: subscriptionSchema,
  suppression: suppressionSchema,
};

/** The file of the dump of a data version: a line with the schemas, then a line for each item. */
export function dumpFile(version: number = tableVersion): string {
  return fileURLToPath(new URL(`v${version}.jsonl`, import.meta.url));
}

/** The data versions that have a dump. */
export function dumpedVersions(): number[] {
  return readdirSync(fileURLToPath(new URL(".", import.meta.url)))
    .flatMap(name => /^v(\d+)\.jsonl$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

export function readDump(version: number): Dump {
  const [head = "", ...lines] = readFileSync(dumpFile(version), "utf8").trimEnd().split("\n");
  return { ...JSON.parse(head), items: lines.map(fromJson) };
}

export function textOf({ version, schemas, items }: Dump): string {
  const lines = [{ version, schemas }, ...items].map(line => JSON.stringify(line, asBase64));
  return `${lines.join("\n")}\n`;
}

/** Reads all items of a table, in the order of their keys. */
export async function dumpOf({ client, name }: Table): Promise<Dump> {
  const items: StoredItem[] = [];
  for await (const page of paginateScan({ client }, { TableName: name, ConsistentRead: true }))
    items.push(...(page.Items ?? []));
  return {
    version: tableVersion,
    schemas: Object.fromEntries(
      Object.entries(schemas).map(([entity, schema]) => [entity, z.toJSONSchema(schema)]),
    ),
    items: items.map(sorted).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  };
}

export async function loadDump({ client, name }: Table, { items }: Dump): Promise<void> {
  for (const Item of items) await client.send(new PutItemCommand({ TableName: name, Item }));
}

export function keyOf({ PK, SK }: StoredItem): string {
  return `${PK?.S} ${SK?.S}`;
}

/** The same item always makes the same line, however DynamoDB orders attributes and sets. */
function sorted(item: StoredItem): StoredItem {
  return inOrder(item) as StoredItem;
}

function inOrder(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const parts = value.map(part => inOrder(part));
    return key === "NS" || key === "SS" ? parts.toSorted() : parts;
  }
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, inOrder(part, name)]),
  );
}

/** JSON has no bytes: a dump has them in base64. */
function asBase64(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

function fromJson(line: string): StoredItem {
  const read = (name: string, value: unknown) =>
    name === "B" ? new Uint8Array(Buffer.from(String(value), "base64")) : value;
  return JSON.parse(line, read);
}
