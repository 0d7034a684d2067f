import { usualDeferredAfter } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isDeferred, type Progress, standingOf } from "../../core/ledger/progress.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { getEdition, latestEditions } from "../../store/bulletins/editions.ts";
import { getProgress } from "../../store/ledger/batch-progress.ts";
import { suppressPerson } from "../people/suppress-person.ts";
import type { Pipeline } from "../pipeline.ts";
import { batchWith } from "./find-copy.ts";

/** People of a batch whose letter came back for now. `members`: the batch's subscribers. */
export type Deferred = {
  readonly edition: string;
  readonly batch: string;
  readonly members: readonly string[];
  readonly positions: readonly number[];
};

/** Editions that are looked at for each that has to be deferred: some had not come to the person, or nothing is known of their letter. */
const spare = 3;

/**
 * Has nobody write any more to those whose letter has come back for now so many editions in a row as the bulletin says. Read only when
 * a letter comes back, so that a delivery costs nothing.
 */
export async function suppressDeferred(pipeline: Pipeline, { edition: id, members, positions }: Deferred): Promise<void> {
  const edition = await getEdition(pipeline.table, id);
  const bulletin = edition && (await getBulletin(pipeline.table, edition.bulletin));
  const after = bulletin?.deferredAfter ?? usualDeferredAfter;
  if (!edition || after === 0) return;
  const latest = remembering(latestEditions(pipeline.table, edition.bulletin, after * spare));
  for (const position of positions) {
    const subscriber = members[position];
    if (subscriber === undefined || !(await isAlwaysDeferred(pipeline, latest, subscriber, after))) continue;
    await suppressPerson(pipeline, id, subscriber, "deferred");
    pipeline.log("deferred-suppressed", { edition: id, subscriber, editions: after });
  }
}

/**
 * Whether the latest copies came back for now, so many of them: read until one did not. Of the very latest nothing may be known yet; if
 * that is so of one before, it may have arrived, and should it come back as well, this is asked again. Editions that were not sent to the
 * person do not count.
 */
async function isAlwaysDeferred(
  { table }: Pick<Pipeline, "table">,
  latest: (index: number) => Promise<Edition | undefined>,
  subscriber: string,
  after: number,
): Promise<boolean> {
  let inARow = 0;
  for (let index = 0; ; index++) {
    const edition = await latest(index);
    if (!edition) return false;
    const batch = await batchWith({ table }, edition, subscriber);
    if (!batch) continue;
    const position = batch.subscribers.indexOf(subscriber);
    const progress = await getProgress(table, edition.id, batch.id);
    if (isDeferred(progress, position)) inARow++;
    else if (progress.delivered.has(position) || (inARow > 0 && wasSent(progress, position))) return false;
    if (inARow === after) return true;
  }
}

function wasSent(progress: Progress, position: number): boolean {
  return progress.claimed.has(position) || standingOf(progress, position, 0) === "accepted";
}

/** Reads on only as far as is asked for, and nothing twice. */
function remembering<T>(values: AsyncGenerator<T>): (index: number) => Promise<T | undefined> {
  const read: T[] = [];
  return async index => {
    while (read.length <= index) {
      const { value, done } = await values.next();
      if (done) return undefined;
      read.push(value);
    }
    return read[index];
  };
}
