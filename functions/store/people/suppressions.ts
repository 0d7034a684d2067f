import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import {
  activeIn,
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
import type { ListPage, PageRequest } from "../list-page.ts";
import { type Key, queryItems, type Table, updateItem } from "../table.ts";
import { transact } from "../transact.ts";

/**
 * One item for each address, with an attribute for each scope. The keyed hash stays after an
 * erasure, so that a later import does not bring back a suppressed person.
 */
export const suppressionKey = (hash: string): Key => ({
  PK: `SUPPRESSED#${hash}`,
  SK: `SUPPRESSED#${hash}`,
});
const prefix = "SUPPRESSED#";
/** In the index. */
const suppressedDue = "SUPPRESSED";
const prefixes = { bulletin: "BULLETIN#", list: "LIST#" };
const allLetters = "ALL-LETTERS";

function attributeOf(scope: Scope): string {
  if (scope === "everywhere") return scope;
  if (scope === "all-letters") return allLetters;
  return "bulletin" in scope
    ? `${prefixes.bulletin}${scope.bulletin}`
    : `${prefixes.list}${scope.list}`;
}

/** `subscriber`: the person with the address, for the page of suppressed people. */
export type SuppressionGiven = {
  readonly reason: SuppressionReason;
  readonly scope: Scope;
  readonly edition?: string | undefined;
  readonly subscriber?: string | undefined;
};

/** Suppresses an address within a scope. A reason replaces only a weaker one. */
export async function suppress(
  table: Table,
  hash: string,
  { reason, scope, edition, subscriber, now }: SuppressionGiven & { readonly now: Date },
): Promise<void> {
  // Most addresses have no suppression: one write without a read is enough.
  for (let seen = noRecord; ; seen = await readSuppressionRecord(table, hash)) {
    const current = sinceIn(seen.suppression, scope);
    const next = suppressed(current, { reason, at: now.toISOString(), edition });
    if (!next) return;
    const { key, update } = changeWrite({ hash, scope, subscriber }, seen, next);
    if (await updateItem(table, key, update)) return;
  }
}

/**
 * Suppresses an address by a decision, and writes its history item with it. Returns false, with
 * nothing written, if the address is suppressed within the scope for this or a stronger reason.
 */
export function suppressBy(
  table: Table,
  hash: string,
  { reason, scope, edition, subscriber }: SuppressionGiven,
  history: HistoryItem,
): Promise<boolean> {
  return changeBy(table, { hash, scope, subscriber, history }, current =>
    suppressed(current, { reason, at: history.at, edition }),
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

/** Takes a former address of a person out of the index of the suppressed. It stays suppressed. */
export async function unlinkSuppression(table: Table, hash: string): Promise<void> {
  await updateItem(table, suppressionKey(hash), {
    UpdateExpression: "REMOVE due, dueAt, subscriber ADD revision :one",
    ConditionExpression: "attribute_exists(PK)",
    values: { ":one": 1 },
  });
}

async function changeBy(
  table: Table,
  { history, ...where }: Changed & { readonly history: HistoryItem },
  nextOf: (current: Since | undefined) => Since | undefined,
): Promise<boolean> {
  for (;;) {
    const seen = await readSuppressionRecord(table, where.hash);
    const next = nextOf(sinceIn(seen.suppression, where.scope));
    if (!next) return false;
    const writes = [changeWrite(where, seen, next), historyWrite(history)];
    // Another token for each state that was read: DynamoDB refuses a token with other writes.
    const token = `${history.id}.${seen.revision}`;
    if ((await transact(table, writes, token)).kind === "written") return true;
  }
}

/** Where a change happens. */
type Changed = {
  readonly hash: string;
  readonly scope: Scope;
  readonly subscriber?: string | undefined;
};

/**
 * Returns the write of a scope's next record, unless another change of the scope came after `seen`.
 * A lift is also refused after a change of another scope: only what is known to be the last one
 * takes the address out of the index of the suppressed.
 */
function changeWrite({ hash, scope, subscriber }: Changed, seen: Seen, next: Since) {
  const current = sinceIn(seen.suppression, scope);
  const number = current?.change ?? 1;
  const condition =
    current === undefined
      ? "attribute_not_exists(#scope)"
      : number === 1
        ? "attribute_exists(#scope) AND attribute_not_exists(#scope.#change)"
        : "#scope.#change = :number";
  const isLift = next.lifted === true;
  const others = activeIn(seen.suppression).filter(each => each.since !== current);
  const [latest] = [...(isLift ? [] : [next]), ...others.map(({ since }) => since)]
    .map(({ at }) => at)
    .sort()
    .reverse();
  const isErased = next.reason === "erased";
  const isNamed = subscriber !== undefined && !isErased;
  const sets = [
    "#scope = :next",
    ...(latest ? ["due = :due", "dueAt = :latest"] : []),
    ...(isNamed ? ["subscriber = :subscriber"] : []),
  ];
  // Nothing but the hash stays of an erased person.
  const removes = [...(latest ? [] : ["due", "dueAt"]), ...(isErased ? ["subscriber"] : [])];
  const remove = removes.length > 0 ? ` REMOVE ${removes.join(", ")}` : "";
  return {
    kind: "update",
    key: suppressionKey(hash),
    update: {
      UpdateExpression: `SET ${sets.join(", ")}${remove} ADD revision :one`,
      ConditionExpression: isLift ? `${condition} AND revision = :revision` : condition,
      ExpressionAttributeNames: {
        "#scope": attributeOf(scope),
        ...(current !== undefined && { "#change": "change" }),
      },
      values: {
        ":next": next,
        ":one": 1,
        ...(number > 1 && { ":number": number }),
        ...(latest && { ":due": suppressedDue, ":latest": latest }),
        ...(isNamed && { ":subscriber": subscriber }),
        ...(isLift && { ":revision": seen.revision }),
      },
    },
  } as const;
}

/**
 * Returns the write of several scopes at once, for a person's new address, unless any other change
 * came after `seen`.
 */
export function suppressionsWrite(
  { hash, subscriber }: Pick<Changed, "hash" | "subscriber">,
  seen: Seen,
  next: Suppression,
) {
  const active = activeIn(next).filter(
    ({ scope, since }) => sinceIn(seen.suppression, scope) !== since,
  );
  const [latest = ""] = activeIn(next)
    .map(({ since }) => since.at)
    .sort()
    .reverse();
  const sets = active.map((_, index) => `#scope${index} = :next${index}`);
  const fixed = ["due = :due", "dueAt = :latest", "subscriber = :subscriber"];
  return {
    kind: "update",
    key: suppressionKey(hash),
    update: {
      UpdateExpression: `SET ${[...sets, ...fixed].join(", ")} ADD revision :one`,
      ConditionExpression:
        seen.revision === 0 ? "attribute_not_exists(revision)" : "revision = :revision",
      ExpressionAttributeNames: Object.fromEntries(
        active.map(({ scope }, index) => [`#scope${index}`, attributeOf(scope)]),
      ),
      values: {
        ...Object.fromEntries(active.map(({ since }, index) => [`:next${index}`, since])),
        ":due": suppressedDue,
        ":latest": latest,
        ":subscriber": subscriber,
        ":one": 1,
        ...(seen.revision > 0 && { ":revision": seen.revision }),
      },
    },
  } as const;
}

/** An item as it was read. `revision` counts the changes of all scopes. */
type Seen = { readonly suppression: Suppression; readonly revision: number };
const noRecord: Seen = { suppression: noSuppression, revision: 0 };

export async function readSuppressionRecord(table: Table, hash: string): Promise<Seen> {
  const [item] = await getItems(table, [suppressionKey(hash)]);
  return item
    ? { suppression: readSuppression(item), revision: Number(item.revision ?? 0) }
    : noRecord;
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
  return (await readSuppressionRecord(table, hash)).suppression;
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
