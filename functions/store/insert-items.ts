import {
  BatchExecuteStatementCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { type Item, type Key, putIfAbsent, type Table, toDynamo } from "./table.ts";

/**
 * How many new items are stored. "batches": by PartiQL's INSERT, the only conditional write that
 * DynamoDB takes in batches. It costs as much as single writes, in a twenty-fifth of the requests.
 * "transactions": at twice the price. The local DynamoDB has no price, and writes to the disk once
 * for each item or transaction.
 */
export type InsertThrough = "batches" | "transactions";

/** The most items in one request. */
const most: Readonly<Record<InsertThrough, number>> = { batches: 25, transactions: 100 };

/**
 * Puts each item if its key is free; returns those whose key is taken. Like `putIfAbsent` for many
 * items. If the process dies, some are stored and some are not.
 */
export async function insertItems<Stored extends Key & Item>(
  table: Table,
  items: readonly Stored[],
): Promise<Stored[]> {
  const { insertThrough = "batches" } = table;
  const size = most[insertThrough];
  const pages = Array.from({ length: Math.ceil(items.length / size) }, (_, page) =>
    items.slice(page * size, (page + 1) * size),
  );
  const insert = insertThrough === "batches" ? insertBatch : insertTogether;
  return (await Promise.all(pages.map(page => insert(table, page)))).flat();
}

async function insertBatch<Stored extends Key & Item>(
  table: Table,
  items: readonly Stored[],
): Promise<Stored[]> {
  const answer = await table.client.send(
    new BatchExecuteStatementCommand({ Statements: items.map(item => insertion(table, item)) }),
  );
  const taken = await Promise.all(
    items.map(async (item, index) => {
      const error = answer.Responses?.[index]?.Error?.Code;
      if (error === undefined) return false;
      // A single statement may fail for a passing reason. The single request is retried with
      // back-off.
      return error === "DuplicateItem" || !(await putIfAbsent(table, item));
    }),
  );
  return items.filter((_, index) => taken[index]);
}

function insertion(table: Table, item: Item) {
  const values = marshall(item, { removeUndefinedValues: true });
  const names = Object.keys(values);
  return {
    Statement: `INSERT INTO "${table.name}" VALUE {${names.map(name => `'${name}': ?`).join(", ")}}`,
    Parameters: Object.values(values),
  };
}

/** In one transaction. If keys are taken, one by one: which ones may change at any time. */
async function insertTogether<Stored extends Key & Item>(
  table: Table,
  items: readonly Stored[],
): Promise<Stored[]> {
  const TransactItems = items.map(item => ({
    Put: {
      TableName: table.name,
      Item: toDynamo(item),
      ConditionExpression: "attribute_not_exists(PK)",
    },
  }));
  try {
    await table.client.send(new TransactWriteItemsCommand({ TransactItems }));
    return [];
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const stored = await Promise.all(items.map(item => putIfAbsent(table, item)));
    return items.filter((_, index) => !stored[index]);
  }
}
