import { TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { type Item, type Key, putItemIf, type Table, toDynamo } from "./table.ts";

export type ConditionalPut = {
  readonly item: Key & Item;
  readonly condition: { readonly expression: string; readonly values: Item };
};

/** The most items in one transaction. */
const most = 100;

/**
 * Puts each item if its condition on the stored one holds; returns whether each did. If the process
 * dies, some are stored and some are not. Each key must occur once. Where transactions cost nothing
 * (`insertThrough`), they spare requests and syncs of the disk; elsewhere each item is a request.
 */
export async function putItemsIf(
  table: Table,
  puts: readonly ConditionalPut[],
): Promise<boolean[]> {
  const single = (put: ConditionalPut) => putItemIf(table, put.item, put.condition);
  if (table.insertThrough !== "transactions" || puts.length < 2)
    return Promise.all(puts.map(single));
  const pages = Array.from({ length: Math.ceil(puts.length / most) }, (_, page) =>
    puts.slice(page * most, (page + 1) * most),
  );
  const stored = await Promise.all(
    pages.map(async page => {
      try {
        await table.client.send(new TransactWriteItemsCommand(transactionOf(table, page)));
        return page.map(() => true);
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        return Promise.all(page.map(single));
      }
    }),
  );
  return stored.flat();
}

function transactionOf(table: Table, puts: readonly ConditionalPut[]) {
  return {
    TransactItems: puts.map(({ item, condition }) => ({
      Put: {
        TableName: table.name,
        Item: toDynamo(item),
        ConditionExpression: condition.expression,
        ExpressionAttributeValues: marshall(condition.values),
      },
    })),
  };
}
