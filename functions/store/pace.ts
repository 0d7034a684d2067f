import { getItem, type Key, type Table, updateItem } from "./table.ts";

const paceKey = (period: number): Key => ({ PK: `PACE#${period}`, SK: `PACE#${period}` });

/** How long the calendar's past is kept. */
const keptMs = 86_400_000;
const expiry = (now: number) => Math.ceil((now + keptMs) / 1000);

/** Places of a period, from `from` on. */
export type Places = { readonly from: number; readonly count: number };

/**
 * Reserves up to `most` places of a period that holds `capacity`, none before `first` (those are in the past). Undefined when it is
 * full. The count may go past the capacity: nobody has those places, and the period is full then.
 */
export async function reserve(
  table: Table,
  period: number,
  { capacity, first, most }: { readonly capacity: number; readonly first: number; readonly most: number },
  now: number,
): Promise<Places | undefined> {
  if (first >= capacity) return undefined;
  // Either the period has been reserved beyond `first`, and these places follow; or it has not, and they begin there.
  const followed = await updateItem(table, paceKey(period), {
    UpdateExpression: "SET expires = :ttl ADD taken :most",
    ConditionExpression: first === 0 ? "attribute_not_exists(taken) OR taken < :capacity" : "taken BETWEEN :first AND :last",
    ReturnValues: "UPDATED_NEW",
    values: {
      ...{ ":most": most, ":ttl": expiry(now) },
      ...(first === 0 ? { ":capacity": capacity } : { ":first": first, ":last": capacity - 1 }),
    },
  });
  if (followed) {
    const from = Number(followed.taken) - most;
    return { from, count: Math.min(most, capacity - from) };
  }
  if (first === 0) return undefined;
  const begun = await updateItem(table, paceKey(period), {
    UpdateExpression: "SET expires = :ttl, taken = :taken",
    ConditionExpression: "attribute_not_exists(taken) OR taken < :first",
    values: { ":first": first, ":taken": first + most, ":ttl": expiry(now) },
  });
  if (begun) return { from: first, count: Math.min(most, capacity - first) };
  const item = await getItem(table, paceKey(period), { consistent: true });
  // Full; or somebody has begun it between our two attempts.
  return Number(item?.taken ?? 0) >= capacity ? undefined : reserve(table, period, { capacity, first, most }, now);
}

/** Reserves one of the `kept` places of a period; gives which, from 0, or undefined when all are taken. */
export async function reserveKept(table: Table, period: number, kept: number, now: number): Promise<number | undefined> {
  const reserved = await updateItem(table, paceKey(period), {
    UpdateExpression: "SET expires = :ttl ADD singles :one",
    ConditionExpression: "attribute_not_exists(singles) OR singles < :kept",
    ReturnValues: "UPDATED_NEW",
    values: { ":one": 1, ":kept": kept, ":ttl": expiry(now) },
  });
  return reserved && Number(reserved.singles) - 1;
}
