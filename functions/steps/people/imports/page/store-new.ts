import { addPeople, noPeople } from "../../../../core/people/imports/import.ts";
import { changed, newSubscriber, type Subscriber } from "../../../../core/people/subscriber.ts";
import { findSuppressions } from "../../../../store/people/find-suppressions.ts";
import { changeSubscriber, projectNew } from "../../../../store/people/projections.ts";
import { createSubscribers } from "../../../../store/people/subscribers.ts";
import { countOf, keptOut } from "./count-person.ts";
import { eraseAll, type ImportAttempt, type ImportTarget, type OwnedRow } from "./import-target.ts";

/** Stores people without an item of their own. `again`: those who have one by now. */
export async function storeNew(
  target: ImportTarget,
  rows: readonly OwnedRow[],
): Promise<ImportAttempt> {
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
