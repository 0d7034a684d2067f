import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import {
  activeReason,
  lifted,
  noSuppression,
  type Scope,
  type Since,
  type Suppression,
  type SuppressionReason,
  sinceIn,
  suppressed,
  suppressionSchema,
} from "../../core/people/suppression.ts";
import { getItems } from "../batch-requests.ts";
import { historyWrite } from "../history/histories.ts";
import { type Key, type Table, updateItem } from "../table.ts";
import { transact } from "../transact.ts";

/**
 * One item for each address, with an attribute for each scope. The keyed hash stays after an
 * erasure, so that a later import does not bring back a suppressed person.
 */
export const suppressionKey = (hash: string): Key => ({
  PK: `SUPPRESSED#${hash}`,
  SK: `SUPPRESSED#${hash}`,
});
const prefixes = { bulletin: "BULLETIN#", list: "LIST#" };
const allLetters = "ALL-LETTERS";

function attributeOf(scope: Scope): string {
  if (scope === "everywhere") return scope;
  if (scope === "all-letters") return allLetters;
  return "bulletin" in scope
    ? `${prefixes.bulletin}${scope.bulletin}`
    : `${prefixes.list}${scope.list}`;
}

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
  // Most addresses have no suppression: one write without a read is enough.
  for (let seen = noSuppression; ; seen = await getSuppression(table, hash)) {
    const current = sinceIn(seen, scope);
    const next = suppressed(current, reason, now.toISOString());
    if (!next) return;
    const { key, update } = change(hash, scope, current, next);
    if (await updateItem(table, key, update)) return;
  }
}

/**
 * Suppresses an address by a decision, and writes its history item with it. Returns false, with
 * nothing written, if the address is suppressed within the scope already. An erasure replaces every
 * other reason.
 */
export function suppressBy(
  table: Table,
  hash: string,
  { reason, scope }: { readonly reason: SuppressionReason; readonly scope: Scope },
  history: HistoryItem,
): Promise<boolean> {
  return changeBy(table, { hash, scope, history }, current =>
    suppressed(current, reason, history.at),
  );
}

/**
 * Ends the suppression of an address within a scope by a decision, and writes its history item with
 * it. Returns false, with nothing written, if there is no such suppression for one of the `reasons`.
 * An erasure never ends.
 */
export function liftBy(
  table: Table,
  hash: string,
  { reasons, scope }: { readonly reasons: readonly SuppressionReason[]; readonly scope: Scope },
  history: HistoryItem,
): Promise<boolean> {
  return changeBy(table, { hash, scope, history }, current => {
    const reason = activeReason(current);
    return reason && reasons.includes(reason) ? lifted(current, history.at) : undefined;
  });
}

async function changeBy(
  table: Table,
  { hash, scope, history }: { hash: string; scope: Scope; history: HistoryItem },
  nextOf: (current: Since | undefined) => Since | undefined,
): Promise<boolean> {
  for (;;) {
    const current = sinceIn(await getSuppression(table, hash), scope);
    const next = nextOf(current);
    if (!next) return false;
    const writes = [change(hash, scope, current, next), historyWrite(history)];
    // Another token for each state that was read: DynamoDB refuses a token with other writes.
    const token = `${history.id}.${next.change ?? 1}`;
    if ((await transact(table, writes, token)).kind === "written") return true;
  }
}

/** Returns the write of a scope's next record, unless another change came after `current`. */
function change(hash: string, scope: Scope, current: Since | undefined, next: Since) {
  const seen = current?.change ?? 1;
  const condition =
    current === undefined
      ? "attribute_not_exists(#scope)"
      : seen === 1
        ? "attribute_exists(#scope) AND attribute_not_exists(#scope.#change)"
        : "#scope.#change = :seen";
  return {
    kind: "update",
    key: suppressionKey(hash),
    update: {
      UpdateExpression: "SET #scope = :next",
      ConditionExpression: condition,
      ExpressionAttributeNames: {
        "#scope": attributeOf(scope),
        ...(current !== undefined && { "#change": "change" }),
      },
      values: { ":next": next, ...(seen > 1 && { ":seen": seen }) },
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

const stored = z
  .object({
    everywhere: suppressionSchema.shape.everywhere,
    [allLetters]: suppressionSchema.shape.allLetters,
  })
  .catchall(z.unknown());

export function readSuppression(item: unknown): Suppression {
  const { everywhere, [allLetters]: all, ...rest } = stored.parse(item);
  const under = (prefix: string) =>
    Object.fromEntries(
      Object.entries(rest).flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  const lists = under(prefixes.list);
  return suppressionSchema.parse({
    everywhere,
    allLetters: all,
    bulletins: under(prefixes.bulletin),
    lists: Object.keys(lists).length > 0 ? lists : undefined,
  });
}
