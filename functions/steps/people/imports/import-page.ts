import type { Actor } from "../../../core/access/actor.ts";
import {
  type BeforeImage,
  fieldsThatDiffer,
  type ImportField,
  mergedProfile,
} from "../../../core/people/imports/before-image.ts";
import { addPeople, noPeople, type PeopleCounts } from "../../../core/people/imports/import.ts";
import {
  type Consent,
  changed,
  isAddressOf,
  listsChanged,
  newSubscriber,
  type Profile,
  type Subscriber,
  type SubscriberChange,
} from "../../../core/people/subscriber.ts";
import { subscriptionOf } from "../../../core/people/subscription.ts";
import {
  activeReason,
  bothSuppressions,
  noSuppression,
  reasonEverywhere,
  type Suppression,
  type SuppressionReason,
} from "../../../core/people/suppression.ts";
import {
  changeOnList,
  changeSubscriber,
  projectNew,
  type SubscriberStep,
} from "../../../store/people/projections.ts";
import {
  claimAddresses,
  createSubscribers,
  findSubscriberIds,
  getSubscribers,
} from "../../../store/people/subscribers.ts";
import { getSubscriptions } from "../../../store/people/subscriptions.ts";
import { findSuppressions } from "../../../store/people/suppressions.ts";
import type { Pipeline } from "../../pipeline.ts";
import { eraseSubscriber } from "../erase-subscriber.ts";
import type { ListLease } from "./import-lease.ts";

/** The target of an import. */
export type ImportTarget = {
  readonly pipeline: Pipeline;
  readonly list: string;
  readonly lease: ListLease;
  readonly by: Actor;
  readonly consent: Consent;
  /** The fields that the file has. Known people keep the others. */
  readonly fields: readonly ImportField[];
};

/**
 * Stores the former values of known people before they change. Returns what earlier attempts at the
 * same page have stored, by id.
 */
export type KeepBefore = (
  images: readonly BeforeImage[],
) => Promise<ReadonlyMap<string, BeforeImage>>;

/** A row of an import. `offer`: the id of the person, if their address has none yet. */
export type ImportRow = { readonly person: Profile; readonly hash: string; readonly offer: string };

/** `ids`: the people on the list now. */
export type ImportedPage = { readonly ids: readonly string[]; readonly people: PeopleCounts };

/**
 * Puts people on the list, except the erased.
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
  keep: KeepBefore = async () => new Map(),
): Promise<ImportedPage> {
  const ids: string[] = [];
  let people = noPeople;
  // The last row of an address counts.
  let left = new Map(rows.map(row => [row.hash, row]));
  while (left.size > 0) {
    const attempt = await importRows(target, [...left.values()], keep);
    ids.push(...attempt.ids);
    people = addPeople(people, attempt.people);
    left = new Map(attempt.again.map(row => [row.hash, row]));
  }
  return { ids, people };
}

/**
 * `again`: rows of people who were stored or erased, or got another address, by another process just
 * now.
 */
type Attempt = ImportedPage & { readonly again: readonly ImportRow[] };

async function importRows(
  target: ImportTarget,
  rows: readonly ImportRow[],
  keep: KeepBefore,
): Promise<Attempt> {
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
  const claimed = new Set(unclaimed.flatMap(({ hash }) => (taken.has(hash) ? [] : [hash])));
  const owned = kept.flatMap(row => {
    const id = claimed.has(row.hash) ? row.offer : owners.get(row.hash);
    const suppression = suppressions.get(row.hash) ?? noSuppression;
    return id === undefined ? [] : [{ ...row, id, suppression }];
  });
  const known = await updateKnown(
    target,
    owned.filter(({ hash }) => !claimed.has(hash)),
    keep,
  );
  const isKnown = new Set([...known.ids, ...known.again.map(({ hash }) => owners.get(hash))]);
  const fresh = await storeNew(
    target,
    owned.filter(({ id }) => !isKnown.has(id)),
  );
  return {
    ids: [...known.ids, ...fresh.ids],
    people: [known.people, fresh.people, keptOut("erased", rows.length - kept.length)].reduce(
      addPeople,
    ),
    again: [...unclaimed.filter(({ hash }) => taken.has(hash)), ...known.again, ...fresh.again],
  };
}

function keptOut(reason: SuppressionReason, people: number): PeopleCounts {
  return people === 0
    ? noPeople
    : Object.assign({}, noPeople, { keptOut: people, reasons: { [reason]: people } });
}

/** How one person counts. Nobody writes to the kept out on the list. */
export function countOf(
  suppression: Suppression,
  list: string,
  { isNew, fields }: { readonly isNew: boolean; readonly fields: BeforeImage["fields"] },
): PeopleCounts {
  const reason = reasonEverywhere(suppression) ?? activeReason(suppression.lists?.[list]);
  if (reason) return keptOut(reason, 1);
  if (isNew) return Object.assign({}, noPeople, { new: 1 });
  const isChanged = Object.keys(fields).length > 0;
  if (!isChanged) return Object.assign({}, noPeople, { unchanged: 1 });
  const counted = { name: 0, salutation: 0, language: 0 };
  for (const field of Object.keys(fields) as ImportField[]) counted[field] = 1;
  return Object.assign({}, noPeople, { changed: 1, fields: counted });
}

type OwnedRow = ImportRow & { readonly id: string; readonly suppression: Suppression };

/** Stores people without an item of their own. `again`: those who have one by now. */
async function storeNew(target: ImportTarget, rows: readonly OwnedRow[]): Promise<Attempt> {
  const { table, now } = target.pipeline;
  const { list, consent } = target;
  if (rows.length === 0) return { ids: [], people: noPeople, again: [] };
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
  const on = stored.filter(({ id }) => !isErased.has(id));
  const counted = on.map(({ hash, suppression }) =>
    countOf(since.get(hash) ?? suppression, list, { isNew: true, fields: {} }),
  );
  return {
    ids: on.map(({ id }) => id),
    people: counted.reduce(addPeople, keptOut("erased", erased.length)),
    again: rows.filter(({ id }) => taken.has(id)),
  };
}

/** Brings known people up to date and onto the list. Writes only what differs. */
async function updateKnown(
  target: ImportTarget,
  rows: readonly OwnedRow[],
  keep: KeepBefore,
): Promise<Attempt> {
  const { table, now } = target.pipeline;
  const { list, consent, fields } = target;
  if (rows.length === 0) return { ids: [], people: noPeople, again: [] };
  const ids = rows.map(({ id }) => id);
  const [people, places] = await Promise.all([
    getSubscribers(table, ids),
    getSubscriptions(table, list, ids),
  ]);
  const versions = new Map(places.map(({ id, version }) => [id, version]));
  const rowOf = new Map(rows.map(row => [row.id, row]));
  const changeOf = (before: Subscriber): SubscriberChange => {
    const { person, suppression } = rowOf.get(before.id) ?? {};
    const profile = person && mergedProfile(before, person, fields);
    return { of: person?.email, profile, suppression, join: { list, consent } };
  };
  const joining: SubscriberStep[] = [];
  const others: Subscriber[] = [];
  const images: BeforeImage[] = [];
  /** People with another address by now: their rows are about nobody, or about another person. */
  const isMoved = new Set<string>();
  for (const before of people) {
    if (hasMoved(before, rowOf.get(before.id))) {
      isMoved.add(before.id);
      continue;
    }
    const after = changed(before, changeOf(before));
    const isNew = before.lists[list] === undefined;
    const fields = fieldsThatDiffer(before, after);
    if (isNew || Object.keys(fields).length > 0)
      images.push({ id: before.id, joined: isNew || undefined, fields });
    if (after !== before && listsChanged(before, after).every(each => each === list))
      joining.push({ before, after });
    else if (after !== before || versions.get(before.id) !== subscriptionOf(before, list)?.version)
      others.push(before);
  }
  await target.lease.assertHeld();
  const kept = await keep(images);
  const changes = new Map([...images.map(image => [image.id, image] as const), ...kept]);
  others.push(...(await changeOnList(table, list, joining)));
  await Promise.all(
    others.map(async before => {
      const options = { list, now: new Date(now()) };
      const after = await changeSubscriber(table, before, changeOf(before), options);
      if (after && hasMoved(after, rowOf.get(before.id))) isMoved.add(before.id);
    }),
  );
  const updated = people.filter(({ id }) => !isMoved.has(id));
  const counted = updated.map(({ id, suppression }) => {
    const row = rowOf.get(id);
    const { joined, fields = {} } = changes.get(id) ?? {};
    const isNew = joined === true || row?.offer === id;
    const current = bothSuppressions(suppression, row?.suppression ?? noSuppression);
    return countOf(current, list, { isNew, fields });
  });
  return {
    ids: updated.map(({ id }) => id),
    people: counted.reduce(addPeople, noPeople),
    again: rows.filter(({ id }) => isMoved.has(id)),
  };
}

function hasMoved(person: Subscriber, row: OwnedRow | undefined): boolean {
  return row !== undefined && !isAddressOf(person, row.person.email);
}

async function eraseAll({ pipeline, by }: ImportTarget, ids: readonly string[]): Promise<void> {
  for (const id of ids) await eraseSubscriber(pipeline, id, by);
}
