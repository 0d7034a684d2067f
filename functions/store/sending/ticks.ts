import * as z from "zod";
import type { EmptyLooks, Listening } from "../../core/ledger/listening.ts";
import { getItem, type Key, putItem, type Table, updateItem } from "../table.ts";

const clockKey: Key = { PK: "CLOCK", SK: "CLOCK" };
const listeningKey: Key = { PK: "CLOCK", SK: "LISTENING" };
const looksKey: Key = { PK: "CLOCK", SK: "LOOKS" };
const stored = z.object({ at: z.number() });
const storedListening = z.object({ since: z.number(), at: z.number() });
const storedLooks = z.object({ previous: z.number().optional(), latest: z.number().optional() });

/** Notes that the clock has come to the end of a tick at `now` (epoch milliseconds). */
export async function noteTick(table: Table, now: number): Promise<void> {
  await putItem(table, { ...clockKey, at: now });
}

/** When the clock last came to the end of a tick (epoch milliseconds); undefined if it never has. */
export async function lastTick(table: Table): Promise<number | undefined> {
  const item = await getItem(table, clockKey, { consistent: true });
  return item && stored.parse(item).at;
}

/** The latest period in which SES's events were received. */
export async function getListening(table: Table): Promise<Listening | undefined> {
  const item = await getItem(table, listeningKey, { consistent: true });
  return item && storedListening.parse(item);
}

/** Notes a period, unless another process has noted one since `seen` was read. */
export async function putListening(table: Table, { since, at }: Listening, seen: Listening | undefined): Promise<void> {
  await updateItem(table, listeningKey, {
    UpdateExpression: "SET since = :since, #at = :at",
    ConditionExpression: seen ? "#at = :seen" : "attribute_not_exists(PK)",
    ExpressionAttributeNames: { "#at": "at" },
    values: seen ? { ":since": since, ":at": at, ":seen": seen.at } : { ":since": since, ":at": at },
  });
}

/** The last looks at which the way of SES's events was empty. */
export async function getEmptyLooks(table: Table): Promise<EmptyLooks | undefined> {
  const { previous, latest } = storedLooks.parse((await getItem(table, looksKey, { consistent: true })) ?? {});
  return latest === undefined ? undefined : { previous, latest };
}

/** Keeps the last looks; undefined: the way was not empty, so that it has to be seen empty twice again. */
export async function putEmptyLooks(table: Table, looks: EmptyLooks | undefined): Promise<void> {
  await putItem(table, { ...looksKey, previous: looks?.previous, latest: looks?.latest });
}
