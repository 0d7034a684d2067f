import * as z from "zod";
import { getItem, type Key, putItem, type Table } from "./table.ts";

const clockKey: Key = { PK: "CLOCK", SK: "CLOCK" };
const stored = z.object({ at: z.number() });

/** Notes that the clock has come to the end of a tick at `now` (epoch milliseconds). */
export async function noteTick(table: Table, now: number): Promise<void> {
  await putItem(table, { ...clockKey, at: now });
}

/** When the clock last came to the end of a tick (epoch milliseconds); undefined if it never has. */
export async function lastTick(table: Table): Promise<number | undefined> {
  const item = await getItem(table, clockKey, { consistent: true });
  return item && stored.parse(item).at;
}
