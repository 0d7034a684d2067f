import { addPeople, noPeople } from "../../../../core/people/imports/import.ts";
import { noSuppression } from "../../../../core/people/suppression.ts";
import { findSuppressions } from "../../../../store/people/find-suppressions.ts";
import { claimAddresses, findSubscriberIds } from "../../../../store/people/subscribers.ts";
import { keptOut } from "./count-person.ts";
import {
  eraseAll,
  type ImportAttempt,
  type ImportedPage,
  type ImportRow,
  type ImportTarget,
  type KeepBefore,
} from "./import-target.ts";
import { storeNew } from "./store-new.ts";
import { updateKnown } from "./update-known.ts";

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
  let areNew = target.guess?.areNew === true;
  while (left.size > 0) {
    const attempt = await importRows(target, [...left.values()], { keep, areNew });
    areNew = false;
    ids.push(...attempt.ids);
    people = addPeople(people, attempt.people);
    left = new Map(attempt.again.map(row => [row.hash, row]));
  }
  if (target.guess) target.guess.areNew = people.new === rows.length;
  return { ids, people };
}

async function importRows(
  target: ImportTarget,
  rows: readonly ImportRow[],
  { keep, areNew }: { readonly keep: KeepBefore; readonly areNew: boolean },
): Promise<ImportAttempt> {
  const { table } = target.pipeline;
  const hashes = rows.map(({ hash }) => hash);
  const [owners, suppressions] = await Promise.all([
    areNew ? new Map<string, string>() : findSubscriberIds(table, hashes),
    findSuppressions(table, hashes),
  ]);
  const isErased = ({ hash }: ImportRow) => suppressions.get(hash)?.everywhere?.reason === "erased";
  // An interrupted import or erasure may have left some of their data.
  const erased = rows.filter(isErased).map(({ hash }) => hash);
  const left = areNew ? await findSubscriberIds(table, erased) : owners;
  await eraseAll(
    target,
    erased.flatMap(hash => left.get(hash) ?? []),
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
