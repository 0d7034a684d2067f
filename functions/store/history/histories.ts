import * as z from "zod";
import {
  type HistoryItem,
  historyItemSchema,
  type Subject,
} from "../../core/access/history-item.ts";
import { type Item, type Key, queryItems, type Table, updateItem } from "../table.ts";
import { isNew, type Write } from "../transact.ts";

const partition = ({ kind, id }: Subject) => `HISTORY#${kind.toUpperCase()}#${id}`;
const historyKey = (on: Subject, id: string): Key => ({ PK: partition(on), SK: id });

/**
 * A subscriber's values are all in `personal`, so that an erasure removes this one attribute. A
 * reader's id is there too.
 */
const stored = historyItemSchema.omit({ personal: true }).extend({
  personal: z
    .object({
      subscriber: z.string().optional(),
      changes: historyItemSchema.shape.personal,
    })
    .optional(),
});

/** Returns the write of a history item, for the transaction of the change that it records. */
export function historyWrite(item: HistoryItem): Write {
  const { personal: changes, by, ...rest } = item;
  const subscriber = by.kind === "reader" ? by.subscriber : undefined;
  const isOfSubscriber =
    item.on.kind === "subscriber" && (by.kind !== "reader" || subscriber === item.on.id);
  if ((changes || subscriber) && !isOfSubscriber)
    throw new Error(`personal values of a subscriber in the history of ${partition(item.on)}`);
  return {
    kind: "put",
    item: {
      ...historyKey(item.on, item.id),
      ...rest,
      by: by.kind === "reader" ? { kind: by.kind } : by,
      personal: changes || subscriber ? { subscriber, changes } : undefined,
    },
    condition: isNew,
  };
}

/** Returns the latest items of a subject's history, the latest first. */
export async function listHistory(
  table: Table,
  on: Subject,
  maxItems: number,
): Promise<HistoryItem[]> {
  const query = {
    KeyConditionExpression: "PK = :pk",
    ScanIndexForward: false,
    ConsistentRead: true,
    Limit: maxItems,
    values: { ":pk": partition(on) },
  };
  const items: HistoryItem[] = [];
  for await (const item of queryItems(table, query)) {
    items.push(readHistoryItem(item));
    if (items.length === maxItems) break;
  }
  return items;
}

/** Yields a subject's history from an instant on, the latest first. */
export async function* historySince(
  table: Table,
  on: Subject,
  since: string,
): AsyncGenerator<HistoryItem> {
  const query = {
    KeyConditionExpression: "PK = :pk",
    ScanIndexForward: false,
    ConsistentRead: true,
    values: { ":pk": partition(on) },
  };
  for await (const item of queryItems(table, query)) {
    const read = readHistoryItem(item);
    if (read.at < since) return;
    yield read;
  }
}

/**
 * Removes a subscriber's values from their history. What was done, and when, stays. A repetition
 * changes nothing.
 */
export async function blankHistory(table: Table, subscriber: string): Promise<void> {
  const PK = partition({ kind: "subscriber", id: subscriber });
  const query = {
    KeyConditionExpression: "PK = :pk",
    ConsistentRead: true,
    values: { ":pk": PK },
  };
  for await (const { SK, personal } of queryItems(table, query))
    if (personal !== undefined)
      await updateItem(
        table,
        { PK, SK: String(SK) },
        {
          UpdateExpression: "REMOVE personal",
          ConditionExpression: "attribute_exists(PK)",
          values: {},
        },
      );
}

function readHistoryItem(item: Item): HistoryItem {
  const { personal, by, ...rest } = stored.parse(item);
  return {
    ...rest,
    by: by.kind === "reader" ? { kind: by.kind, subscriber: personal?.subscriber } : by,
    personal: personal?.changes,
  };
}
