import {
  type BeforeImage,
  fieldsThatDiffer,
  mergedProfile,
} from "../../../../core/people/imports/before-image.ts";
import { addPeople, noPeople } from "../../../../core/people/imports/import.ts";
import {
  changed,
  isAddressOf,
  listsChanged,
  type Subscriber,
  type SubscriberChange,
} from "../../../../core/people/subscriber.ts";
import { subscriptionOf } from "../../../../core/people/subscription.ts";
import { bothSuppressions, noSuppression } from "../../../../core/people/suppression.ts";
import {
  changeOnList,
  changeSubscriber,
  type SubscriberStep,
} from "../../../../store/people/projections.ts";
import { getSubscribers } from "../../../../store/people/subscribers.ts";
import { getSubscriptions } from "../../../../store/people/subscriptions.ts";
import { countOf } from "./count-person.ts";
import type { ImportAttempt, ImportTarget, KeepBefore, OwnedRow } from "./import-target.ts";

/** Brings known people up to date and onto the list. Writes only what differs. */
export async function updateKnown(
  target: ImportTarget,
  rows: readonly OwnedRow[],
  keep: KeepBefore,
): Promise<ImportAttempt> {
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
  others.push(...(await changeOnList(table, list, joining, new Date(now()))));
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
