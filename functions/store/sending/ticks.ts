import * as z from "zod";
import type { EmptyLooks, Listening } from "../../core/ledger/listening.ts";
import { getItem, type Key, putItem, type Table, updateItem } from "../table.ts";

const clockKey: Key = { PK: "CLOCK", SK: "CLOCK" };
const listeningKey: Key = { PK: "CLOCK", SK: "LISTENING" };
const looksKey: Key = { PK: "CLOCK", SK: "LOOKS" };
const stored = z.object({ at: z.number() });
const storedListening = z.object({ since: z.number(), at: z.number() });
const storedLooks = z.object({ previous: z.number().optional(), latest: z.number().optional() });

/** Stores that the clock completed a tick at `now` (epoch milliseconds). */
export async function noteTick(table: Table, now: number): Promise<void> {
  await putItem(table, { ...clockKey, at: now });
}

/** Returns when the clock last completed a tick (epoch milliseconds); undefined if it never did. */
export async function getLastTick(table: Table): Promise<number | undefined> {
  const item = await getItem(table, clockKey, { consistent: true });
  return item && stored.parse(item).at;
}

/** Returns the latest period during which we received SES's events. */
export async function getListening(table: Table): Promise<Listening | undefined> {
  const item = await getItem(table, listeningKey, { consistent: true });
  return item && storedListening.parse(item);
}

/** Stores a period, unless another process has stored one since `seen` was read. */
export async function putListening(
  table: Table,
  { since, at }: Listening,
  seen: Listening | undefined,
): Promise<void> {
  await updateItem(table, listeningKey, {
    UpdateExpression: "SET since = :since, #at = :at",
    ConditionExpression: seen ? "#at = :seen" : "attribute_not_exists(PK)",
    ExpressionAttributeNames: { "#at": "at" },
    values: seen
      ? { ":since": since, ":at": at, ":seen": seen.at }
      : { ":since": since, ":at": at },
  });
}

/** Returns the last checks that found the event queues empty. */
export async function getEmptyLooks(table: Table): Promise<EmptyLooks | undefined> {
  const { previous, latest } = storedLooks.parse(
    (await getItem(table, looksKey, { consistent: true })) ?? {},
  );
  return latest === undefined ? undefined : { previous, latest };
}

/**
 * Stores the last checks. undefined: the queues were not empty, so two new empty checks are needed.
 */
export async function putEmptyLooks(table: Table, looks: EmptyLooks | undefined): Promise<void> {
  await putItem(table, { ...looksKey, previous: looks?.previous, latest: looks?.latest });
}
