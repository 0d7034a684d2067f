import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type CreateTableCommandInput,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { BackOff } from "./back-off.ts";
import type { InsertThrough } from "./insert-items.ts";
import { fromDynamo } from "./item-values.ts";
import { retryPassing } from "./retry-passing.ts";

/** The single table. The file of each entity defines its keys. */
export type Table = {
  readonly client: DynamoDBClient;
  readonly name: string;
  readonly backOff: BackOff;
  /** Default: batches. */
  readonly insertThrough?: InsertThrough;
};
export type Key = { readonly PK: string; readonly SK: string };
export type Item = Record<string, unknown>;

/** The table's definition, for the deployment and the local services. */
export const tableDefinition = {
  KeySchema: [
    { AttributeName: "PK", KeyType: "HASH" },
    { AttributeName: "SK", KeyType: "RANGE" },
  ],
  AttributeDefinitions: [
    { AttributeName: "PK", AttributeType: "S" },
    { AttributeName: "SK", AttributeType: "S" },
    { AttributeName: "due", AttributeType: "S" },
    { AttributeName: "dueAt", AttributeType: "S" },
  ],
  // Sparse: only items that wait for a time have these two attributes.
  GlobalSecondaryIndexes: [
    {
      IndexName: "due",
      KeySchema: [
        { AttributeName: "due", KeyType: "HASH" },
        { AttributeName: "dueAt", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    },
  ],
  BillingMode: "PAY_PER_REQUEST",
} satisfies Omit<CreateTableCommandInput, "TableName">;

export function toDynamo(value: Item): Record<string, AttributeValue> {
  return marshall(value, { removeUndefinedValues: true });
}

export async function getItem(
  table: Table,
  key: Key,
  options: { consistent?: boolean } = {},
): Promise<Item | undefined> {
  const answer = await table.client.send(
    new GetItemCommand({
      TableName: table.name,
      Key: marshall(key),
      ConsistentRead: options.consistent ?? false,
    }),
  );
  return answer.Item && fromDynamo(answer.Item);
}

/** Puts an item if its key is free; returns whether it did. */
export async function putIfAbsent(table: Table, item: Key & Item): Promise<boolean> {
  return conditional(table, () =>
    table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item: toDynamo(item),
        ConditionExpression: "attribute_not_exists(PK)",
      }),
    ),
  );
}

/** Puts an item if a condition on the stored one holds; returns whether it held. */
export async function putItemIf(
  table: Table,
  item: Key & Item,
  { expression, values }: { readonly expression: string; readonly values: Item },
): Promise<boolean> {
  return conditional(table, () =>
    table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item: toDynamo(item),
        ConditionExpression: expression,
        ExpressionAttributeValues: marshall(values),
      }),
    ),
  );
}

export async function deleteItem(table: Table, key: Key): Promise<void> {
  const command = new DeleteItemCommand({ TableName: table.name, Key: marshall(key) });
  await retryPassing(table, () => table.client.send(command));
}

/** Deletes an item if a condition holds; returns whether it held. */
export async function deleteItemIf(
  table: Table,
  key: Key,
  condition: string,
  values: Item,
): Promise<boolean> {
  return conditional(table, () =>
    table.client.send(
      new DeleteItemCommand({
        TableName: table.name,
        Key: marshall(key),
        ConditionExpression: condition,
        ExpressionAttributeValues: marshall(values),
      }),
    ),
  );
}

export async function putItem(table: Table, item: Key & Item): Promise<void> {
  const command = new PutItemCommand({ TableName: table.name, Item: toDynamo(item) });
  await retryPassing(table, () => table.client.send(command));
}

export type Update = Omit<
  UpdateItemCommandInput,
  "TableName" | "Key" | "ExpressionAttributeValues"
> & { readonly values: Item };

/**
 * Updates an item; returns the attributes that `ReturnValues` asks for,
 * or undefined if the condition does not hold.
 */
export async function updateItem(
  table: Table,
  key: Key,
  { values, ...update }: Update,
): Promise<Item | undefined> {
  const ExpressionAttributeValues = Object.keys(values).length > 0 ? toDynamo(values) : undefined;
  try {
    const command = new UpdateItemCommand({
      TableName: table.name,
      Key: marshall(key),
      ...update,
      ...(ExpressionAttributeValues && { ExpressionAttributeValues }),
    });
    const answer = await retryPassing(table, () => table.client.send(command));
    return answer.Attributes ? fromDynamo(answer.Attributes) : {};
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Returns the update that sets fields by name, for `updateItem`. It uses the prefix "set". */
export function setFields(fields: Item) {
  const all = Object.keys(fields).map((name, index) => ({ name, place: `set${index}` }));
  const set = all.filter(({ name }) => fields[name] !== undefined);
  const gone = all.filter(({ name }) => fields[name] === undefined);
  const setClause = `SET ${set.map(({ place }) => `#${place} = :${place}`).join(", ")}`;
  const goneClause = gone.map(({ place }) => `#${place}`).join(", ");
  return {
    clause: gone.length === 0 ? setClause : `${setClause} REMOVE ${goneClause}`,
    names: Object.fromEntries(all.map(({ name, place }) => [`#${place}`, name])),
    values: Object.fromEntries(set.map(({ name, place }) => [`:${place}`, fields[name]])),
  };
}

export type TableQuery = Omit<
  QueryCommandInput,
  "TableName" | "ExpressionAttributeValues" | "ExclusiveStartKey"
> & {
  readonly values: Item;
  /** The keys of the item after which to begin, those of the index too. */
  readonly startAfter?: Item | undefined;
};

/** A part of the items with a common sort key prefix: from or after an id, and up to an id. */
export type KeyRun = {
  readonly from?: string | undefined;
  readonly after?: string | undefined;
  readonly upTo?: string | undefined;
};

/**
 * Returns the values for `SK BETWEEN :from AND :to`: all sort keys with a prefix, or a run of them.
 */
export function between(prefix: string, { from = "", after, upTo = "~" }: KeyRun = {}) {
  // In ASCII "!" sorts before, and "~" after, every character that an id can contain.
  return {
    ":from": after === undefined ? `${prefix}${from}` : `${prefix}${after}!`,
    ":to": `${prefix}${upTo}`,
  };
}

/** Yields the items of a query. Only one page (≤ 1 MB) is in memory at a time. */
export async function* queryItems(
  table: Table,
  { values, startAfter, ...query }: TableQuery,
): AsyncGenerator<Item> {
  let from: Record<string, AttributeValue> | undefined = startAfter && marshall(startAfter);
  do {
    const page = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        ...query,
        ExpressionAttributeValues: marshall(values),
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const item of page.Items ?? []) yield fromDynamo(item);
    from = page.LastEvaluatedKey;
  } while (from);
}

/** Takes the error of an item that cannot be parsed, with the item's partition key. */
export type OnUnreadable = (key: string, error: unknown) => void;

/** Parses the items of a query. Throws at one that cannot be parsed, or leaves it to `onUnreadable`. */
export async function parseItems<T>(
  items: AsyncIterable<Item>,
  parse: (item: Item) => T,
  onUnreadable?: OnUnreadable,
): Promise<T[]> {
  const parsed: T[] = [];
  for await (const item of items) {
    try {
      parsed.push(parse(item));
    } catch (error) {
      if (!onUnreadable) throw error;
      onUnreadable(String(item.PK), error);
    }
  }
  return parsed;
}

async function conditional(table: Table, write: () => Promise<unknown>): Promise<boolean> {
  try {
    await retryPassing(table, write);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
