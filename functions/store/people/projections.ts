import type { HistoryItem } from "../../core/access/history-item.ts";
import {
  changed,
  listsChanged,
  type Subscriber,
  type SubscriberChange,
} from "../../core/people/subscriber.ts";
import { type Subscription, subscriptionOf } from "../../core/people/subscription.ts";
import { historyWrite } from "../history/histories.ts";
import { insertItems } from "../insert-items.ts";
import { putItemsIf } from "../put-items-if.ts";
import { type Item, type Key, putItemIf, type Table } from "../table.ts";
import { transact } from "../transact.ts";
import { getSubscriber, subscriberWrite, tombstoneSeconds } from "./subscribers.ts";
import { subscriptionKey } from "./subscriptions.ts";

// The only file that writes the rows of people under lists. A row is a projection of the
// subscriber: it carries a version of theirs and replaces only an older row. So writes may come
// late, twice and in any order. A person who leaves a list leaves a tombstone there, which stops
// late writes too.

/**
 * Changes a person, and brings the change to every list that it concerns before it returns. If
 * another change comes first, starts again from that one. `list`: a list whose row is written in
 * any case. Returns the person, or undefined if they were erased.
 *
 * A change that changes nothing still writes all rows: an earlier attempt may have died before it.
 */
export async function changeSubscriber(
  table: Table,
  known: string | Subscriber,
  change: SubscriberChange,
  { now, list }: { readonly now: Date; readonly list?: string },
): Promise<Subscriber | undefined> {
  let before = typeof known === "string" ? await getSubscriber(table, known) : known;
  for (;;) {
    if (!before) return undefined;
    const after = changed(before, change);
    const { item, condition } = subscriberWrite(after, before, now);
    if (after === before || (await putItemIf(table, item, condition))) {
      const lists = after === before ? Object.keys(after.lists) : listsChanged(before, after);
      await projectTo(
        table,
        after,
        lists.filter(each => each !== list),
        now,
      );
      // The last one: an import that finds this row as it should be knows that the others are.
      if (list !== undefined) await projectTo(table, after, [list], now);
      return after;
    }
    before = await getSubscriber(table, before.id);
  }
}

/**
 * Changes a person by a decision, and writes its history item in the same transaction. Then brings
 * the change to every list that it concerns. `history` is asked for each attempt; it gets the person
 * before and after. A change that changes nothing writes no history.
 */
export async function changeSubscriberBy(
  table: Table,
  id: string,
  change: (before: Subscriber) => SubscriberChange,
  { now, history }: { readonly now: Date; readonly history: (before: Subscriber) => HistoryItem },
): Promise<{ readonly before: Subscriber; readonly after: Subscriber } | undefined> {
  for (;;) {
    const before = await getSubscriber(table, id);
    if (!before) return undefined;
    const wanted = change(before);
    const after = changed(before, wanted);
    if (after !== before) {
      const item = history(before);
      const writes = [subscriberWrite(after, before, now), historyWrite(item)];
      if ((await transact(table, writes, item.id)).kind === "conflict") continue;
    }
    // An earlier attempt may have died before the rows, also before that of a list they left.
    const lists =
      after === before
        ? Object.keys(after.lists).concat(wanted.leave ?? [])
        : listsChanged(before, after);
    await projectTo(table, after, lists, now);
    return { before, after };
  }
}

export type SubscriberStep = { readonly before: Subscriber; readonly after: Subscriber };

/**
 * Stores changes that concern only the rows under one list, and these rows together. If another
 * change of a person came first, nothing is stored of them: returns these people.
 */
export async function changeOnList(
  table: Table,
  list: string,
  changes: readonly SubscriberStep[],
  now: Date,
): Promise<Subscriber[]> {
  const puts = changes.map(({ before, after }) => subscriberWrite(after, before, now));
  const stored = await putItemsIf(table, puts);
  const done = changes.filter((_, index) => stored[index]);
  const isNewOn = ({ before, after }: SubscriberStep) =>
    before.lists[list] === undefined && subscriptionOf(after, list) !== undefined;
  await projectNew(
    table,
    list,
    done.filter(isNewOn).map(({ after }) => after),
  );
  const others = done.filter(step => !isNewOn(step));
  await putItemsIf(
    table,
    others.map(({ after }) => putOf(projectionOf(after, list, now))),
  );
  return changes.flatMap(({ before }, index) => (stored[index] ? [] : [before]));
}

/** Stores the rows of people who are new on a list. */
export async function projectNew(
  table: Table,
  list: string,
  people: readonly Subscriber[],
): Promise<void> {
  const rows = people.flatMap(person => {
    const place = subscriptionOf(person, list);
    return place ? [rowOf(list, place)] : [];
  });
  const taken = await insertItems(table, rows);
  await Promise.all(taken.map(row => putNewer(table, row)));
}

/** Stores a person's rows under some lists: a tombstone under those that they are not on. */
export async function projectTo(
  table: Table,
  person: Subscriber,
  lists: readonly string[],
  now: Date,
): Promise<void> {
  await Promise.all(lists.map(list => putNewer(table, projectionOf(person, list, now))));
}

/** Returns a person's row under a list: a tombstone if they are not on it. */
function projectionOf(person: Subscriber, list: string, now: Date): Row {
  const place = subscriptionOf(person, list);
  return place
    ? rowOf(list, place)
    : tombstoneOf(list, { id: person.id, version: person.version, now });
}

/** Replaces a person's row under a list with a tombstone, unless the row is of a later version. */
export async function endPlace(table: Table, list: string, ended: EndedPlace): Promise<void> {
  await putNewer(table, tombstoneOf(list, ended));
}

type Row = Key & Item & { readonly version: number };
type EndedPlace = { readonly id: string; readonly version: number; readonly now: Date };

function tombstoneOf(list: string, { id, version, now }: EndedPlace): Row {
  return {
    ...subscriptionKey(list, id),
    version,
    leftAt: now.toISOString(),
    expires: Math.ceil(now.getTime() / 1000) + tombstoneSeconds,
  };
}

function rowOf(list: string, { id, ...rest }: Subscription): Row {
  return { ...subscriptionKey(list, id), ...rest };
}

async function putNewer(table: Table, row: Row): Promise<void> {
  const { item, condition } = putOf(row);
  await putItemIf(table, item, condition);
}

/** The write of a row that replaces only an older one. */
function putOf(row: Row) {
  return {
    item: row,
    condition: {
      expression: "attribute_not_exists(version) OR version < :version",
      values: { ":version": row.version },
    },
  };
}
