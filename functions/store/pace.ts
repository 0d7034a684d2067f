import { getItem, type Key, type Table, updateItem } from "./table.ts";

const paceKey = (period: number): Key => ({ PK: `PACE#${period}`, SK: `PACE#${period}` });

/** How long the calendar's past is kept. */
const keptMs = 86_400_000;

export type Reservation = { readonly kind: "reserved"; readonly taken: number } | { readonly kind: "full" };

/**
 * Reserves `count` places of a period that holds `capacity`, none before `first` (those are in the past). `taken` counts
 * the places reserved so far, with these: hence which of them are ours.
 */
export async function reserve(
  table: Table,
  period: number,
  capacity: number,
  first: number,
  count: number,
  now: number,
): Promise<Reservation> {
  if (first + count > capacity) return { kind: "full" };
  const ttl = Math.ceil((now + keptMs) / 1000);
  // Either the period has been reserved beyond `first`, and these places follow; or it has not, and they begin there.
  const followed = await updateItem(table, paceKey(period), {
    UpdateExpression: "SET expires = :ttl ADD taken :count",
    ConditionExpression: "taken >= :first AND taken <= :most",
    ReturnValues: "UPDATED_NEW",
    values: { ":first": first, ":most": capacity - count, ":count": count, ":ttl": ttl },
  });
  if (followed) return { kind: "reserved", taken: Number(followed.taken) };
  const begun = await updateItem(table, paceKey(period), {
    UpdateExpression: "SET expires = :ttl, taken = :taken",
    ConditionExpression: "attribute_not_exists(taken) OR taken < :first",
    values: { ":first": first, ":taken": first + count, ":ttl": ttl },
  });
  if (begun) return { kind: "reserved", taken: first + count };
  const item = await getItem(table, paceKey(period), { consistent: true });
  return Number(item?.taken ?? 0) + count > capacity ? { kind: "full" } : reserve(table, period, capacity, first, count, now);
}
