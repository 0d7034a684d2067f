import { createHmac } from "node:crypto";
import { type Key, type Table, updateItem } from "../table.ts";

/** How often something may happen in a time: 10 times in an hour, for example. */
export type RateLimit = { readonly most: number; readonly windowMs: number };

/** One item for each counted thing and time. Its name is a keyed hash: no network address is stored. */
const limitKey = (hash: string): Key => ({ PK: `LIMIT#${hash}`, SK: `LIMIT#${hash}` });

/**
 * Counts one more; returns false, and counts nothing, if the limit is reached. `what` names the
 * counted thing. `now`: epoch milliseconds.
 */
export async function countWithin(
  table: Table,
  { what, key, now }: { readonly what: string; readonly key: string; readonly now: number },
  { most, windowMs }: RateLimit,
): Promise<boolean> {
  const window = Math.floor(now / windowMs);
  const hash = createHmac("sha256", key)
    .update(JSON.stringify([what, windowMs, window]))
    .digest("base64url")
    .slice(0, 22);
  const counted = await updateItem(table, limitKey(hash), {
    UpdateExpression: "SET expires = :expires ADD times :one",
    ConditionExpression: "attribute_not_exists(times) OR times < :most",
    values: {
      ":one": 1,
      ":most": most,
      ":expires": Math.ceil(((window + 2) * windowMs) / 1000),
    },
  });
  return counted !== undefined;
}
