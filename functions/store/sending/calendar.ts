import type { CalendarPage, PlaceKind } from "../../core/sending/pace.ts";
import { getItem, type Key, type Table, updateItem } from "../table.ts";

const paceKey = ({ number }: CalendarPage): Key => ({ PK: `PACE#${number}`, SK: `PACE#${number}` });

/** How long the calendar keeps past pages. */
const keptMs = 86_400_000;

/**
 * A request for `count` places. The first place must be at or after `first`, and before `limit`.
 */
export type Asked = {
  readonly first: number;
  readonly limit: number;
  readonly count: number;
  /** The last place that a correct clock can have reserved. Absent: the whole page. */
  readonly farthest?: number;
};

/** "followed": directly after the places taken before. "begun": after a gap. */
export type Reserved = { readonly from: number; readonly how: "followed" | "begun" };

/**
 * Reserves consecutive places of a page; returns undefined if all places before `limit` are taken.
 * One write is enough if `expected` is right; otherwise two. Places past the end of the page do not
 * exist, so the caller gets fewer.
 */
export async function reserve(
  table: Table,
  page: CalendarPage,
  kind: PlaceKind,
  {
    asked,
    expected,
    now,
  }: { readonly asked: Asked; readonly expected: Reserved["how"]; readonly now: number },
): Promise<Reserved | undefined> {
  const { first, limit, count, farthest = Number.POSITIVE_INFINITY } = asked;
  if (first >= limit) return undefined;
  const expires = Math.ceil((now + keptMs) / 1000);
  const follow = async (): Promise<Reserved | undefined> => {
    const taken = await updateItem(table, paceKey(page), {
      UpdateExpression: "SET expires = :expires ADD #taken :count",
      ConditionExpression:
        first === 0
          ? "attribute_not_exists(#taken) OR #taken < :limit"
          : "#taken BETWEEN :first AND :last",
      ExpressionAttributeNames: { "#taken": kind },
      ReturnValues: "UPDATED_NEW",
      values: {
        ":count": count,
        ":expires": expires,
        ...(first === 0 ? { ":limit": limit } : { ":first": first, ":last": limit - 1 }),
      },
    });
    return taken && { from: Number(taken[kind]) - count, how: "followed" };
  };
  const begin = async (): Promise<Reserved | undefined> => {
    const begun = await updateItem(table, paceKey(page), {
      UpdateExpression: "SET expires = :expires, #taken = :taken",
      ConditionExpression: "attribute_not_exists(#taken) OR #taken < :first",
      ExpressionAttributeNames: { "#taken": kind },
      values: { ":first": first, ":taken": first + count, ":expires": expires },
    });
    return begun && { from: first, how: "begun" };
  };
  // Places taken so far ahead come from a wrong clock.
  // Sending would wait for them, so the page begins again.
  const beginAgain = async (taken: number): Promise<Reserved | undefined> => {
    const begun = await updateItem(table, paceKey(page), {
      UpdateExpression: "SET expires = :expires, #taken = :taken",
      ConditionExpression: "#taken = :seen",
      ExpressionAttributeNames: { "#taken": kind },
      values: { ":seen": taken, ":taken": first + count, ":expires": expires },
    });
    return begun && { from: first, how: "begun" };
  };
  const attempts =
    first === 0 ? [follow] : expected === "begun" ? [begin, follow] : [follow, begin];
  for (const attempt of attempts) {
    const reserved = await attempt();
    if (reserved) return reserved;
  }
  const item = await getItem(table, paceKey(page), { consistent: true });
  const taken = Number(item?.[kind] ?? 0);
  const again = taken > farthest ? await beginAgain(taken) : undefined;
  if (again) return again;
  // All places are taken, or another process wrote between our attempts.
  return taken >= limit && taken <= farthest
    ? undefined
    : reserve(table, page, kind, { asked, expected, now });
}

/** Returns how many places of a page are taken. */
export async function countTaken(
  table: Table,
  page: CalendarPage,
  kind: PlaceKind,
): Promise<number> {
  return Number((await getItem(table, paceKey(page), { consistent: true }))?.[kind] ?? 0);
}
