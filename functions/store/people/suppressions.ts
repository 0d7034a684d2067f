import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import {
  noSuppression,
  type Scope,
  type Suppression,
  type SuppressionReason,
  suppressionSchema,
} from "../../core/people/suppression.ts";
import { getItems } from "../batch-requests.ts";
import { historyWrite } from "../history/histories.ts";
import { type Key, type Table, updateItem } from "../table.ts";
import { transact } from "../transact.ts";

/**
 * One item for each address, with an attribute for each scope: "everywhere" or "BULLETIN#b". The
 * keyed hash stays after an erasure, so that a later import does not bring back a suppressed person.
 */
export const suppressionKey = (hash: string): Key => ({
  PK: `SUPPRESSED#${hash}`,
  SK: `SUPPRESSED#${hash}`,
});
const prefix = "BULLETIN#";

/** Suppresses an address within a scope. The first reason stays; only an erasure replaces it. */
export async function suppress(
  table: Table,
  hash: string,
  {
    reason,
    now,
    scope,
  }: { readonly reason: SuppressionReason; readonly now: Date; readonly scope: Scope },
): Promise<void> {
  const { key, update } = suppressionUpdate(hash, scope, { reason, at: now.toISOString() });
  await updateItem(table, key, update);
}

/**
 * Suppresses an address by a decision, and writes its history item with it. Returns false, with
 * nothing written, if the address is suppressed within the scope already. An erasure replaces every
 * other reason.
 */
export async function suppressBy(
  table: Table,
  hash: string,
  { reason, scope }: { readonly reason: SuppressionReason; readonly scope: Scope },
  history: HistoryItem,
): Promise<boolean> {
  const update = suppressionUpdate(hash, scope, { reason, at: history.at });
  return (await transact(table, [update, historyWrite(history)], history.id)).kind === "written";
}

function suppressionUpdate(
  hash: string,
  scope: Scope,
  since: { readonly reason: SuppressionReason; readonly at: string },
) {
  const isErasure = since.reason === "erased";
  const attribute = scope === "everywhere" ? scope : `${prefix}${scope.bulletin}`;
  return {
    kind: "update",
    key: suppressionKey(hash),
    update: {
      UpdateExpression: "SET #scope = :since",
      ConditionExpression: `attribute_not_exists(#scope)${isErasure ? " OR #scope.reason <> :erased" : ""}`,
      ExpressionAttributeNames: { "#scope": attribute },
      values: { ":since": since, ...(isErasure && { ":erased": "erased" }) },
    },
  } as const;
}

/** Returns the suppressions of those of the addresses that have some, by hash. */
export async function findSuppressions(
  table: Table,
  hashes: readonly string[],
): Promise<Map<string, Suppression>> {
  const items = await getItems(table, hashes.map(suppressionKey));
  return new Map(
    items.map(item => [String(item.PK).slice("SUPPRESSED#".length), readSuppression(item)]),
  );
}

export async function getSuppression(table: Table, hash: string): Promise<Suppression> {
  return (await findSuppressions(table, [hash])).get(hash) ?? noSuppression;
}

const stored = z.object({ everywhere: suppressionSchema.shape.everywhere }).catchall(z.unknown());

export function readSuppression(item: unknown): Suppression {
  const { everywhere, ...rest } = stored.parse(item);
  const bulletins = Object.entries(rest).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
  );
  return suppressionSchema.parse({ everywhere, bulletins: Object.fromEntries(bulletins) });
}
