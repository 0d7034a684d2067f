import {
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { retryPassing } from "./retry-passing.ts";
import { type Item, type Key, type Table, toDynamo, type Update } from "./table.ts";

export type Condition = {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Item;
};

/** One write of a transaction. */
export type Write =
  | { readonly kind: "put"; readonly item: Key & Item; readonly condition?: Condition }
  | {
      readonly kind: "update";
      readonly key: Key;
      readonly update: Omit<Update, "ReturnValues">;
    }
  | { readonly kind: "delete"; readonly key: Key; readonly condition?: Condition }
  | { readonly kind: "check"; readonly key: Key; readonly condition: Condition };

/** `failed`: the positions of the writes whose condition does not hold. Nothing was written. */
export type Transacted =
  | { readonly kind: "written" }
  | { readonly kind: "conflict"; readonly failed: readonly number[] };

/** A decision is small. DynamoDB's own limit is 100 writes. */
const maxWrites = 10;

/** The condition of a new item. */
export const isNew: Condition = { expression: "attribute_not_exists(PK)" };

/**
 * Writes everything or nothing. `token` names the transaction for ten minutes: a repetition with the
 * same token and the same writes changes nothing and reports no conflict, so a lost answer is no
 * false conflict. Use an id that belongs to the decision, at most 36 characters.
 */
export async function transact(
  table: Table,
  writes: readonly Write[],
  token: string,
): Promise<Transacted> {
  if (writes.length > maxWrites)
    throw new Error(`${writes.length} writes in a transaction: at most ${maxWrites} are allowed`);
  const command = new TransactWriteItemsCommand({
    ClientRequestToken: token,
    TransactItems: writes.map(write => transactItem(table.name, write)),
  });
  try {
    await retryPassing(table, () => table.client.send(command));
    return { kind: "written" };
  } catch (error) {
    const failed = failedConditions(error);
    if (failed.length === 0) throw error;
    return { kind: "conflict", failed };
  }
}

function transactItem(TableName: string, write: Write): TransactWriteItem {
  switch (write.kind) {
    case "put":
      return { Put: { TableName, Item: toDynamo(write.item), ...conditioned(write.condition) } };
    case "delete":
      return { Delete: { TableName, Key: marshall(write.key), ...conditioned(write.condition) } };
    case "check": {
      const { ConditionExpression = "", ...named } = conditioned(write.condition);
      return {
        ConditionCheck: { TableName, Key: marshall(write.key), ConditionExpression, ...named },
      };
    }
    case "update": {
      const { values, UpdateExpression, ConditionExpression, ExpressionAttributeNames } = {
        ...write.update,
      };
      return {
        Update: {
          TableName,
          Key: marshall(write.key),
          UpdateExpression,
          ConditionExpression,
          ExpressionAttributeNames,
          ExpressionAttributeValues: toValues(values),
        },
      };
    }
  }
}

function conditioned(condition: Condition | undefined) {
  return {
    ConditionExpression: condition?.expression,
    ExpressionAttributeNames: condition?.names,
    ExpressionAttributeValues: toValues(condition?.values),
  };
}

const toValues = (values: Item = {}) =>
  Object.keys(values).length > 0 ? toDynamo(values) : undefined;

function failedConditions(error: unknown): number[] {
  if (!(error instanceof TransactionCanceledException)) return [];
  return (error.CancellationReasons ?? []).flatMap(({ Code }, index) =>
    Code === "ConditionalCheckFailed" ? [index] : [],
  );
}
