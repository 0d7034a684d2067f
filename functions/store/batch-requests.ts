import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  BatchWriteItemCommand,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { maxTries } from "./back-off.ts";
import { fromDynamo } from "./item-values.ts";
import { type Item, type Key, type Table, toDynamo } from "./table.ts";

/** DynamoDB left parts of a batch undone again and again. Nothing is wrong: repeat it later. */
export class TableBusyError extends Error {
  override readonly name = "TableBusyError";
  readonly kind = "table-busy";
}

/** Reads many items by key, in no order. A key that is given twice is read once. */
export async function getItems(table: Table, given: readonly Key[]): Promise<Item[]> {
  const keys = [...new Map(given.map(key => [`${key.PK} ${key.SK}`, key])).values()];
  const items: Item[] = [];
  for (let at = 0; at < keys.length; at += 100) {
    await untilProcessed(table, keys.slice(at, at + 100), async part => {
      const answer: BatchGetItemCommandOutput = await table.client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [table.name]: { Keys: part.map(key => marshall(key)), ConsistentRead: true },
          },
        }),
      );
      for (const item of answer.Responses?.[table.name] ?? []) items.push(fromDynamo(item));
      return (answer.UnprocessedKeys?.[table.name]?.Keys ?? []).map(key => fromDynamo(key) as Key);
    });
  }
  return items;
}

/** Puts many items, without conditions and in no order. */
export async function putItems(table: Table, items: readonly (Key & Item)[]): Promise<void> {
  const requests = items.map((item): WriteRequest => ({ PutRequest: { Item: toDynamo(item) } }));
  const pages = Array.from({ length: Math.ceil(requests.length / 25) }, (_, page) =>
    requests.slice(page * 25, page * 25 + 25),
  );
  await Promise.all(
    pages.map(page =>
      untilProcessed(table, page, async part => {
        const answer = await table.client.send(
          new BatchWriteItemCommand({ RequestItems: { [table.name]: [...part] } }),
        );
        return answer.UnprocessedItems?.[table.name] ?? [];
      }),
    ),
  );
}

/**
 * Sends a batch, and again what `send` returns as unprocessed. Waits longer each time that nothing
 * was processed, and gives up after `maxTries` such times in a row.
 */
async function untilProcessed<Part>(
  table: Table,
  batch: readonly Part[],
  send: (part: readonly Part[]) => Promise<readonly Part[]>,
): Promise<void> {
  let left = batch;
  for (let tried = 1; ; tried++) {
    const unprocessed = await send(left);
    if (unprocessed.length === 0) return;
    if (unprocessed.length < left.length) tried = 0;
    left = unprocessed;
    if (tried === maxTries)
      throw new TableBusyError(
        `DynamoDB is busy: it left ${left.length} of ${batch.length} items of a batch undone, ${maxTries} times in a row. Try again in a minute: repeating does no harm.`,
      );
    await table.backOff(Math.max(tried, 1));
  }
}
