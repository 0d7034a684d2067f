import type { HistoryItem } from "../../core/access/history-item.ts";
import {
  activeIn,
  activeReason,
  lifted,
  type Scope,
  type Since,
  type Suppression,
  type SuppressionReason,
  sinceIn,
  suppressed,
  withSince,
} from "../../core/people/suppression.ts";
import { historyWrite } from "../history/histories.ts";
import { type Table, updateItem } from "../table.ts";
import { transact } from "../transact.ts";
import { leftWrites } from "./left-counts.ts";
import {
  attributeOf,
  noRecord,
  readSuppressionRecord,
  type SeenSuppression,
  suppressedDue,
  suppressionKey,
} from "./suppression-item.ts";

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
    const left = leftWrites(
      seen.suppression,
      withSince(seen.suppression, where.scope, next),
      next.lifted === true,
    );
    const change = changeWrite(where, seen, next, left.length > 0);
    const writes = [change, historyWrite(history), ...left];
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
 * takes the address out of the index of the suppressed. So is what is counted for an edition.
 */
function changeWrite(
  { hash, scope, subscriber }: Changed,
  seen: SeenSuppression,
  next: Since,
  isCounted = false,
) {
  const current = sinceIn(seen.suppression, scope);
  const number = current?.change ?? 1;
  const condition =
    current === undefined
      ? "attribute_not_exists(#scope)"
      : number === 1
        ? "attribute_exists(#scope) AND attribute_not_exists(#scope.#change)"
        : "#scope.#change = :number";
  const isLift = next.lifted === true;
  const isLast = isLift || isCounted;
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
      ConditionExpression: isLast ? `${condition} AND ${revisionIs(seen)}` : condition,
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
        ...(isLast && seen.revision > 0 && { ":revision": seen.revision }),
      },
    },
  } as const;
}

const revisionIs = ({ revision }: SeenSuppression) =>
  revision === 0 ? "attribute_not_exists(revision)" : "revision = :revision";

/**
 * Returns the write of several scopes at once, for a person's new address, unless any other change
 * came after `seen`.
 */
export function suppressionsWrite(
  { hash, subscriber }: Pick<Changed, "hash" | "subscriber">,
  seen: SeenSuppression,
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
      ConditionExpression: revisionIs(seen),
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
