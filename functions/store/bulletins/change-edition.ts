import type { HistoryItem } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { dueKeyOf, isHeld } from "../../core/bulletins/status.ts";
import {
  allows,
  expectedBy,
  type IsDecided,
  type MayWrite,
  rememberedStatus,
  removedBy,
  type SeenEdition,
  statusAfter,
  type TransitionKind,
  type Written,
} from "../../core/bulletins/transitions/transition.ts";
import { historyWrite } from "../history/histories.ts";
import { type Item, type Table, updateItem } from "../table.ts";
import { transact } from "../transact.ts";
import { editionKey } from "./editions.ts";

/** A transition of an edition, with the fields that it writes and the history item of a decision. */
export type Change<Kind extends TransitionKind> = { readonly kind: Kind } & {
  readonly [Field in Written<Kind> & keyof Edition]: NonNullable<Edition[Field]>;
} & {
  readonly [Field in MayWrite<Kind> & keyof Edition]?: Edition[Field];
} & (IsDecided<Kind> extends true
    ? { readonly history: HistoryItem }
    : { readonly history?: undefined });

/**
 * Carries out a transition, if the edition still has the status that was seen; returns whether it
 * had. The rules in `status.ts` give the new status and the condition. A transition that they do not
 * allow from that status is refused before anything is written.
 */
export async function changeEdition<Kind extends TransitionKind>(
  table: Table,
  seen: SeenEdition<Kind>,
  { kind, history, ...fields }: Change<Kind>,
): Promise<boolean> {
  if (!allows(kind, seen)) return false;
  const status = statusAfter(kind, seen);
  const due = status && dueKeyOf({ status });
  const written: Item = { ...fields, status, due, heldFrom: rememberedStatus(kind, seen) };
  const names = Object.keys(written).filter(name => written[name] !== undefined);
  const expected: Item = expectedBy(kind, seen);
  const set = names.map(name => `#${name} = :${name}`);
  const clauses = set.length > 0 ? [`SET ${set.join(", ")}${due ? ", dueAt = slot" : ""}`] : [];
  const removed = [...removedBy(kind), ...(status && !due ? ["due", "dueAt"] : [])];
  if (removed.length > 0) clauses.push(`REMOVE ${removed.join(", ")}`);
  const isHold = status !== undefined && isHeld({ status });
  if (isHold) clauses.push("ADD holds :one");
  const known = Object.keys(expected);
  const update = {
    UpdateExpression: clauses.join(" "),
    ConditionExpression: known
      .map(name =>
        expected[name] === undefined
          ? `attribute_not_exists(#${name})`
          : `#${name} = :seen_${name}`,
      )
      .join(" AND "),
    ExpressionAttributeNames: Object.fromEntries(
      [...names, ...known].map(name => [`#${name}`, name]),
    ),
    values: {
      ...Object.fromEntries(names.map(name => [`:${name}`, written[name]])),
      ...Object.fromEntries(known.map(name => [`:seen_${name}`, expected[name]])),
      ":one": isHold ? 1 : undefined,
    },
  };
  const key = editionKey(seen.id);
  if (history === undefined) return (await updateItem(table, key, update)) !== undefined;
  const change = { kind: "update", key, update } as const;
  return (await transact(table, [change, historyWrite(history)], history.id)).kind === "written";
}
