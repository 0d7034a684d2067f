import type { CalendarPage, PlaceKind } from "../../core/sending/pace.ts";
import { getItem, type Key, type Table, updateItem } from "../table.ts";

const paceKey = ({ number }: CalendarPage): Key => ({ PK: `PACE#${number}`, SK: `PACE#${number}` });

/** How long the calendar's past is kept. */
const keptMs = 86_400_000;

/** `count` places, of which the first is not before `first`, and before `limit`. */
export type Asked = {
  readonly first: number;
  readonly limit: number;
  readonly count: number;
  /** Nobody can have a place beyond this one, but by a clock that ran ahead or was set back since. Absent: beyond the page. */
  readonly farthest?: number;
};

/** "begun": nobody had any place so late yet, so there was a gap. */
export type Reserved = { readonly from: number; readonly how: "followed" | "begun" };

/**
 * Reserves places of a page that follow each other, in one write, or in two where `expected` is not how it goes. Undefined when all before
 * `limit` are taken. The count may go past the end of the page: nobody has those places.
 */
export async function reserve(
  table: Table,
  page: CalendarPage,
  kind: PlaceKind,
  asked: Asked,
  expected: Reserved["how"],
  now: number,
): Promise<Reserved | undefined> {
  const { first, limit, count, farthest = Number.POSITIVE_INFINITY } = asked;
  if (first >= limit) return undefined;
  const expires = Math.ceil((now + keptMs) / 1000);
  const follow = async (): Promise<Reserved | undefined> => {
    const taken = await updateItem(table, paceKey(page), {
      UpdateExpression: "SET expires = :expires ADD #taken :count",
      ConditionExpression: first === 0 ? "attribute_not_exists(#taken) OR #taken < :limit" : "#taken BETWEEN :first AND :last",
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
  /** Begins the page anew: places that are taken so far ahead are of a clock that was wrong, and would make sending stand still. */
  const beginAnew = async (taken: number): Promise<Reserved | undefined> => {
    const begun = await updateItem(table, paceKey(page), {
      UpdateExpression: "SET expires = :expires, #taken = :taken",
      ConditionExpression: "#taken = :seen",
      ExpressionAttributeNames: { "#taken": kind },
      values: { ":seen": taken, ":taken": first + count, ":expires": expires },
    });
    return begun && { from: first, how: "begun" };
  };
  const attempts = first === 0 ? [follow] : expected === "begun" ? [begin, follow] : [follow, begin];
  for (const attempt of attempts) {
    const reserved = await attempt();
    if (reserved) return reserved;
  }
  const item = await getItem(table, paceKey(page), { consistent: true });
  const taken = Number(item?.[kind] ?? 0);
  const anew = taken > farthest ? await beginAnew(taken) : undefined;
  if (anew) return anew;
  // All are taken; or somebody came between our attempts.
  return taken >= limit && taken <= farthest ? undefined : reserve(table, page, kind, asked, expected, now);
}

/** Places of a page that are taken. */
export async function countTaken(table: Table, page: CalendarPage, kind: PlaceKind): Promise<number> {
  return Number((await getItem(table, paceKey(page), { consistent: true }))?.[kind] ?? 0);
}
