import * as z from "zod";
import { activeIn, type Suppression } from "../../core/people/suppression.ts";
import { getItems } from "../batch-requests.ts";
import type { Key, Table } from "../table.ts";
import type { Write } from "../transact.ts";

const leftKey = (edition: string): Key => ({ PK: `LEFT#${edition}`, SK: "LEFT" });
const leftItem = z.object({ PK: z.string(), people: z.int() });

/** Returns how many people left by a link of each edition, and did not come back. */
export async function getLeftCounts(
  table: Table,
  editions: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const items = await getItems(table, editions.map(leftKey));
  return new Map(
    items.map(item => {
      const { PK, people } = leftItem.parse(item);
      return [PK.slice("LEFT#".length), people];
    }),
  );
}

/**
 * Returns the writes that count a person who leaves, or comes back: once for an edition, however much
 * they left by its link. Someone who is erased has still left. The counts are right only together with
 * what changes `before` to `after`.
 */
export function leftWrites(before: Suppression, after: Suppression, isLift: boolean): Write[] {
  const was = leftBy(before);
  const is = leftBy(after);
  const count = (edition: string, people: number): Write => ({
    kind: "update",
    key: leftKey(edition),
    update: { UpdateExpression: "ADD people :people", values: { ":people": people } },
  });
  return [
    ...[...is].filter(edition => !was.has(edition)).map(edition => count(edition, 1)),
    ...[...was].filter(edition => isLift && !is.has(edition)).map(edition => count(edition, -1)),
  ];
}

/** The editions by whose links the person has left something. */
function leftBy(suppression: Suppression): ReadonlySet<string> {
  const left = activeIn(suppression).filter(({ since }) => since.reason === "unsubscribed");
  return new Set(left.flatMap(({ since: { edition } }) => edition ?? []));
}
