import { fieldsThatDiffer, mergedProfile } from "../../../core/people/imports/before-image.ts";
import { addPeople, noPeople, type PeopleCounts } from "../../../core/people/imports/import.ts";
import type { Profile } from "../../../core/people/subscriber.ts";
import { bothSuppressions, noSuppression } from "../../../core/people/suppression.ts";
import { findSuppressions } from "../../../store/people/find-suppressions.ts";
import { getImport } from "../../../store/people/imports.ts";
import {
  addressHash,
  findSubscriberIds,
  getSubscribers,
} from "../../../store/people/subscribers.ts";
import { listStandings } from "../../../store/people/subscriptions.ts";
import type { Pipeline } from "../../pipeline.ts";
import { fieldsOf, fileIndex } from "../rows/file-people.ts";
import { eachPage } from "./each-page.ts";
import { type ImportOutcome, type RunOptions, refused, runOf } from "./import-run.ts";
import { countOf } from "./page/count-person.ts";

/**
 * Finds out what an import would do, without changing the list: the dry run. Only reads, in pages;
 * an interrupted check continues where it was.
 */
export async function checkImport(
  pipeline: Pipeline,
  id: string,
  { people, mayGoOn = () => true, onProgress }: Omit<RunOptions, "by">,
): Promise<ImportOutcome> {
  const begun = await getImport(pipeline.table, id);
  if (begun?.status === "checked") return { kind: "done", import: begun };
  if (begun?.status !== "checking")
    return refused({ code: "wrong-status", status: begun?.status ?? "unknown" });
  const run = runOf(pipeline, begun);
  const named = fileIndex();
  const read = await eachPage<Profile, PeopleCounts>({
    items: people(),
    from: begun.done,
    see: named.add,
    work: page => comparePage(pipeline, run.current(), page),
    mayGoOn,
    save: async (done, results) => {
      await run.save({ done, people: results.reduce(addPeople, run.current().people) });
      onProgress?.(done);
    },
  });
  if (read === "paused") return { kind: "paused", import: run.current() };
  let listed = 0;
  let leaving = 0;
  for await (const { email } of listStandings(pipeline.table, begun.list)) {
    listed++;
    if (!named.has(email)) leaving++;
  }
  await run.save({ status: "checked", listed, leaving });
  return { kind: "done", import: run.current() };
}

async function comparePage(
  { table, addressKey }: Pipeline,
  { list, table: summary }: Parameters<typeof fieldsOf>[0] & { readonly list: string },
  page: readonly Profile[],
): Promise<PeopleCounts> {
  const fields = fieldsOf({ table: summary });
  const rows = page.map(person => ({ person, hash: addressHash(person.email, addressKey) }));
  const hashes = rows.map(({ hash }) => hash);
  const [ids, suppressions] = await Promise.all([
    findSubscriberIds(table, hashes),
    findSuppressions(table, hashes),
  ]);
  const known = new Map(
    (await getSubscribers(table, [...ids.values()])).map(each => [each.id, each]),
  );
  const counted = rows.map(({ person, hash }) => {
    const before = known.get(ids.get(hash) ?? "");
    const suppression = bothSuppressions(
      before?.suppression ?? noSuppression,
      suppressions.get(hash) ?? noSuppression,
    );
    const differing = before && fieldsThatDiffer(before, mergedProfile(before, person, fields));
    return countOf(suppression, list, {
      isNew: before?.lists[list] === undefined,
      fields: differing ?? {},
    });
  });
  return counted.reduce(addPeople, noPeople);
}
