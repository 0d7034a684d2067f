import * as z from "zod";
import type { Suppression } from "../../core/people/suppression.ts";
import { getItems } from "../batch-requests.ts";
import type { ListPage, PageRequest } from "../list-page.ts";
import { queryItems, type Table } from "../table.ts";
import {
  readSuppression,
  readSuppressionRecord,
  suppressedDue,
  suppressionKey,
} from "./suppression-item.ts";

const prefix = "SUPPRESSED#";

/** Returns the suppressions of those of the addresses that have some, by hash. */
export async function findSuppressions(
  table: Table,
  hashes: readonly string[],
): Promise<Map<string, Suppression>> {
  const items = await getItems(table, hashes.map(suppressionKey));
  return new Map(items.map(item => [String(item.PK).slice(prefix.length), readSuppression(item)]));
}

export async function getSuppression(table: Table, hash: string): Promise<Suppression> {
  return (await readSuppressionRecord(table, hash)).suppression;
}

/** A suppressed address. `subscriber`: undefined for an erased person. */
export type SuppressedAddress = {
  readonly hash: string;
  readonly suppression: Suppression;
  readonly subscriber: string | undefined;
  /** When the latest of its suppressions came. */
  readonly at: string;
};

const indexed = z.object({ dueAt: z.string(), subscriber: z.string().optional() });

/** Returns the suppressed addresses, the latest first: a page of them. */
export async function listSuppressed(
  table: Table,
  { maxItems, from }: PageRequest,
): Promise<ListPage<SuppressedAddress>> {
  const [dueAt, hash] = from?.split("_", 2) ?? [];
  const query = {
    IndexName: "due",
    KeyConditionExpression: "due = :due",
    ScanIndexForward: false,
    Limit: maxItems + 1,
    values: { ":due": suppressedDue },
    startAfter:
      dueAt !== undefined && hash !== undefined
        ? { ...suppressionKey(hash), due: suppressedDue, dueAt }
        : undefined,
  };
  const items: SuppressedAddress[] = [];
  for await (const item of queryItems(table, query)) {
    const last = items.at(-1);
    if (items.length === maxItems && last) return { items, next: `${last.at}_${last.hash}` };
    const { dueAt: at, subscriber } = indexed.parse(item);
    const suppression = readSuppression(item);
    items.push({ hash: String(item.PK).slice(prefix.length), suppression, subscriber, at });
  }
  return { items };
}
