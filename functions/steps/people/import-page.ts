import type { Actor } from "../../core/access/actor.ts";
import {
  type Consent,
  changed,
  listsChanged,
  newSubscriber,
  type Profile,
  type Subscriber,
  type SubscriberChange,
} from "../../core/people/subscriber.ts";
import { noSuppression, type Suppression } from "../../core/people/suppression.ts";
import {
  changeOnList,
  changeSubscriber,
  projectNew,
  type SubscriberStep,
} from "../../store/people/projections.ts";
import {
  claimAddresses,
  createSubscribers,
  findSubscriberIds,
  getSubscribers,
} from "../../store/people/subscribers.ts";
import { getSubscriptions } from "../../store/people/subscriptions.ts";
import { findSuppressions } from "../../store/people/suppressions.ts";
import type { Pipeline } from "../pipeline.ts";
import { eraseSubscriber } from "./erase-subscriber.ts";
import type { ListLease } from "./import-lease.ts";

/** The target of an import. */
export type ImportTarget = {
  readonly pipeline: Pipeline;
  readonly list: string;
  readonly lease: ListLease;
  readonly by: Actor;
  readonly consent: Consent;
};

/** A row of an import. `offer`: the id of the person, if their address has none yet. */
export type ImportRow = { readonly person: Profile; readonly hash: string; readonly offer: string };

/**
 * Puts people on the list, except the erased. Returns their ids.
 *
 * The order of the writes makes every interleaving with a suppression or an erasure end suppressed
 * or erased. Those write the suppression first, then the subscriber, then the rows under lists. A
 * new person is stored first; then the suppression is read; then their row is written. So either
 * this import finds the suppression, or the suppression finds the person. The version of a known
 * person shows any change since they were read.
 */
export async function importPage(
  target: ImportTarget,
  rows: readonly ImportRow[],
): Promise<string[]> {
  const ids: string[] = [];
  // The last row of an address counts.
  let left = new Map(rows.map(row => [row.hash, row]));
  while (left.size > 0) {
    const attempt = await importRows(target, [...left.values()]);
    ids.push(...attempt.ids);
    left = new Map(attempt.again.map(row => [row.hash, row]));
  }
  return ids;
}

/** `again`: rows of people who were stored or erased by another process just now. */
type Attempt = { readonly ids: readonly string[]; readonly again: readonly ImportRow[] };

async function importRows(target: ImportTarget, rows: readonly ImportRow[]): Promise<Attempt> {
  const { table } = target.pipeline;
  const hashes = rows.map(({ hash }) => hash);
  const [owners, suppressions] = await Promise.all([
    findSubscriberIds(table, hashes),
    findSuppressions(table, hashes),
  ]);
  const isErased = ({ hash }: ImportRow) => suppressions.get(hash)?.everywhere?.reason === "erased";
  // An interrupted import or erasure may have left some of their data.
  await eraseAll(
    target,
    rows.filter(isErased).flatMap(({ hash }) => owners.get(hash) ?? []),
  );
  const kept = rows.filter(row => !isErased(row));
  if (kept.length < rows.length)
    target.pipeline.log("erased-not-imported", {
      list: target.list,
      people: rows.length - kept.length,
    });
  const unclaimed = kept.filter(({ hash }) => !owners.has(hash));
  const taken = new Set(
    await claimAddresses(table, new Map(unclaimed.map(({ hash, offer }) => [hash, offer]))),
  );
  for (const { hash, offer } of unclaimed) if (!taken.has(hash)) owners.set(hash, offer);
  const owned = kept.flatMap(row => {
    const id = owners.get(row.hash);
    const suppression = suppressions.get(row.hash) ?? noSuppression;
    return id === undefined ? [] : [{ ...row, id, suppression }];
  });
  const known = await updateKnown(
    target,
    owned.filter(({ id, offer }) => id !== offer),
  );
  const isKnown = new Set(known);
  const fresh = await storeNew(
    target,
    owned.filter(({ id }) => !isKnown.has(id)),
  );
  return {
    ids: [...known, ...fresh.ids],
    again: [...unclaimed.filter(({ hash }) => taken.has(hash)), ...fresh.again],
  };
}

type OwnedRow = ImportRow & { readonly id: string; readonly suppression: Suppression };

/** Stores people without an item of their own. `again`: those who have one by now. */
async function storeNew(target: ImportTarget, rows: readonly OwnedRow[]): Promise<Attempt> {
  const { table, now } = target.pipeline;
  const { list, consent } = target;
  if (rows.length === 0) return { ids: [], again: [] };
  const people = rows.map(({ id, person, suppression }) =>
    newSubscriber({ id, person, suppression, list, consent }),
  );
  await target.lease.assertHeld();
  const taken = new Set((await createSubscribers(table, people)).map(({ id }) => id));
  const stored = rows.filter(({ id }) => !taken.has(id));
  const since = await findSuppressions(
    table,
    stored.map(({ hash }) => hash),
  );
  const personOf = new Map(people.map(person => [person.id, person]));
  const current: Subscriber[] = [];
  const erased: string[] = [];
  await Promise.all(
    stored.map(async ({ id, hash }) => {
      const person = personOf.get(id);
      const suppression = since.get(hash);
      if (!person) return;
      if (suppression?.everywhere?.reason === "erased") erased.push(id);
      else if (changed(person, { suppression }) === person) current.push(person);
      else await changeSubscriber(table, person, { suppression }, { list, now: new Date(now()) });
    }),
  );
  await projectNew(table, list, current);
  await eraseAll(target, erased);
  const isErased = new Set(erased);
  return {
    ids: stored.flatMap(({ id }) => (isErased.has(id) ? [] : [id])),
    again: rows.filter(({ id }) => taken.has(id)),
  };
}

/** Brings known people up to date and onto the list. Returns their ids. Writes only what differs. */
async function updateKnown(target: ImportTarget, rows: readonly OwnedRow[]): Promise<string[]> {
  const { table, now } = target.pipeline;
  const { list, consent } = target;
  const ids = rows.map(({ id }) => id);
  const [people, places] = await Promise.all([
    getSubscribers(table, ids),
    getSubscriptions(table, list, ids),
  ]);
  const versions = new Map(places.map(({ id, version }) => [id, version]));
  const rowOf = new Map(rows.map(row => [row.id, row]));
  const changeOf = ({ id }: Subscriber): SubscriberChange => {
    const row = rowOf.get(id);
    const { person, suppression } = row ?? {};
    return { of: person?.email, profile: person, suppression, join: { list, consent } };
  };
  const joining: SubscriberStep[] = [];
  const others: Subscriber[] = [];
  for (const before of people) {
    const after = changed(before, changeOf(before));
    if (after !== before && listsChanged(before, after).every(each => each === list))
      joining.push({ before, after });
    else if (after !== before || versions.get(before.id) !== before.lists[list]?.version)
      others.push(before);
  }
  await target.lease.assertHeld();
  others.push(...(await changeOnList(table, list, joining)));
  await Promise.all(
    others.map(before =>
      changeSubscriber(table, before, changeOf(before), { list, now: new Date(now()) }),
    ),
  );
  return people.map(({ id }) => id);
}

async function eraseAll({ pipeline, by }: ImportTarget, ids: readonly string[]): Promise<void> {
  for (const id of ids) await eraseSubscriber(pipeline, id, by);
}
