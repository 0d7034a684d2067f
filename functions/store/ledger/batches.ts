import * as z from "zod";
import { getItems } from "../batch-requests.ts";
import {
  between,
  getItem,
  type Key,
  type KeyRun,
  putIfAbsent,
  queryItems,
  type Table,
} from "../table.ts";

/**
 * A part of an edition's audience: at most `batchSize` people, in subscriber order.
 * A position is an index in `subscribers`.
 */
export type Batch = {
  /** Unique within its edition: the round, and the subscriber id before the batch. */
  readonly id: string;
  readonly subscribers: readonly string[];
  /** People on all batches of the edition up to and including this one. */
  readonly through: number;
};

/** Sorts before every subscriber id. */
export const startOfList = "0".repeat(26);

/**
 * Returns the id of the batch after a subscriber id in a round.
 * Ids sort by round, then cursor, and are valid SES tags.
 */
export function batchId(round: number, cursor: string): string {
  return `${String(round).padStart(3, "0")}-${cursor}`;
}

const batchKey = (edition: string, id: string): Key => ({
  PK: `EDITION#${edition}`,
  SK: `BATCH#${id}`,
});
const stored = z.object({ SK: z.string(), subscribers: z.array(z.string()), through: z.number() });

/**
 * Returns the empty batch that ends a round.
 * It takes the key of the next batch, so that no worker can cut one there.
 */
export function endOfRound(round: number, end: Batch | undefined, through: number): Batch {
  return { id: batchId(round, end?.subscribers.at(-1) ?? startOfList), subscribers: [], through };
}

export function isEndOfRound(batch: Batch): boolean {
  return batch.subscribers.length === 0;
}

/**
 * Cuts a batch after a cursor; returns the stored batch. Only one batch can follow a cursor, so two
 * workers, or a retry after a change of the list, cannot cut the audience twice. The losing worker
 * gets the winner's batch and continues there.
 */
export async function cutBatch(table: Table, edition: string, batch: Batch): Promise<Batch> {
  const { id, ...rest } = batch;
  if (await putIfAbsent(table, { ...batchKey(edition, id), ...rest })) return batch;
  const winner = await getBatch(table, edition, id);
  if (!winner)
    throw new Error(
      `batch ${id} of edition ${edition} disappeared between a failed put and the read that followed`,
    );
  return winner;
}

export async function getBatch(
  table: Table,
  edition: string,
  id: string,
): Promise<Batch | undefined> {
  const item = await getItem(table, batchKey(edition, id), { consistent: true });
  return item && readBatch(item);
}

/** Returns some batches, by id. */
export async function getBatches(
  table: Table,
  edition: string,
  ids: readonly string[],
): Promise<Map<string, Batch>> {
  const items = await getItems(
    table,
    ids.map(id => batchKey(edition, id)),
  );
  return new Map(items.map(readBatch).map(batch => [batch.id, batch]));
}

/** Yields the batches of an edition, or a run of them, in order over all rounds. */
export function listBatches(
  table: Table,
  edition: string,
  run: KeyRun = {},
): AsyncGenerator<Batch> {
  return batchesBetween(table, edition, between("BATCH#", run));
}

/** Yields the batches of one round, in order. */
export function listRound(table: Table, edition: string, round: number): AsyncGenerator<Batch> {
  return batchesBetween(table, edition, between(`BATCH#${batchId(round, "")}`));
}

async function* batchesBetween(
  table: Table,
  edition: string,
  keys: ReturnType<typeof between>,
): AsyncGenerator<Batch> {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK BETWEEN :from AND :to",
    ConsistentRead: true,
    values: { ":pk": `EDITION#${edition}`, ...keys },
  };
  for await (const item of queryItems(table, query)) {
    const batch = readBatch(item);
    if (!isEndOfRound(batch)) yield batch;
  }
}

/** Returns up to `count` batches of an edition from an id on, in order, in one read. */
export async function nextBatches(
  table: Table,
  edition: string,
  from: string,
  count: number,
): Promise<Batch[]> {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK BETWEEN :from AND :to",
    ConsistentRead: true,
    Limit: count,
    values: { ":pk": `EDITION#${edition}`, ...between("BATCH#", { from }) },
  };
  const batches: Batch[] = [];
  for await (const item of queryItems(table, query)) {
    batches.push(readBatch(item));
    if (batches.length === count) break;
  }
  return batches;
}

/**
 * Returns the batch of a round that contains a subscriber, if any.
 * Its cursor is the greatest below their id. One read.
 */
export async function findBatch(
  table: Table,
  edition: string,
  round: number,
  subscriber: string,
): Promise<Batch | undefined> {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK < :next",
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
    values: { ":pk": `EDITION#${edition}`, ":next": `BATCH#${batchId(round, subscriber)}` },
  };
  for await (const item of queryItems(table, query)) {
    const batch = String(item.SK).startsWith(`BATCH#${batchId(round, "")}`)
      ? readBatch(item)
      : undefined;
    return batch?.subscribers.includes(subscriber) ? batch : undefined;
  }
  return undefined;
}

/**
 * Yields the ids and `through` of an edition's batches,
 * or a run of them, in order, without the people.
 */
export async function* listExtents(
  table: Table,
  edition: string,
  run: KeyRun,
): AsyncGenerator<{ readonly batch: string; readonly through: number }> {
  const query = {
    KeyConditionExpression: "PK = :pk AND SK BETWEEN :from AND :to",
    ProjectionExpression: "SK, through",
    FilterExpression: "size(subscribers) > :nobody",
    ConsistentRead: true,
    values: { ":pk": `EDITION#${edition}`, ...between("BATCH#", run), ":nobody": 0 },
  };
  for await (const item of queryItems(table, query))
    yield { batch: String(item.SK).slice("BATCH#".length), through: Number(item.through) };
}

/** Returns the id of the next batch in the round. */
export function successorOf(batch: Batch): string {
  return `${batch.id.slice(0, batch.id.indexOf("-"))}-${batch.subscribers.at(-1) ?? ""}`;
}

/** Returns the last batch of a round so far, or the round's end. */
export async function lastBatch(
  table: Table,
  edition: string,
  round: number,
): Promise<Batch | undefined> {
  const query = {
    KeyConditionExpression: "PK = :pk AND begins_with(SK, :batch)",
    ConsistentRead: true,
    ScanIndexForward: false,
    Limit: 1,
    values: { ":pk": `EDITION#${edition}`, ":batch": `BATCH#${batchId(round, "")}` },
  };
  for await (const item of queryItems(table, query)) return readBatch(item);
  return undefined;
}

function readBatch(item: unknown): Batch {
  const { SK, subscribers, through } = stored.parse(item);
  return { id: SK.slice("BATCH#".length), subscribers, through };
}
