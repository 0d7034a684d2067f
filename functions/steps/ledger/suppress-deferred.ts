import { usualDeferredAfter } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { latestPosition } from "../../core/ledger/attempt.ts";
import { isDeferred, type Progress, standingOf, triedAddress } from "../../core/ledger/progress.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { getEdition, latestEditions } from "../../store/bulletins/editions.ts";
import { getProgress } from "../../store/ledger/batch-progress.ts";
import { getSubscriber } from "../../store/people/subscribers.ts";
import { suppressPerson } from "../people/suppress-person.ts";
import type { Pipeline } from "../pipeline.ts";
import { batchWith } from "./find-copy.ts";

/** People of an edition whose letters bounced temporarily. */
export type Deferred = {
  readonly edition: string;
  readonly people: readonly (string | undefined)[];
};

/**
 * Editions to read for each one in `deferredAfter`. Some did not go to the person, or have no known
 * outcome.
 */
const editionsPerDeferral = 3;

/**
 * Suppresses people whose letters bounced temporarily in `deferredAfter` editions in a row, as the
 * bulletin says. Runs only after such a bounce, so that deliveries cost nothing.
 */
export async function suppressDeferred(
  pipeline: Pipeline,
  { edition: id, people }: Deferred,
): Promise<void> {
  const edition = await getEdition(pipeline.table, id);
  const bulletin = edition && (await getBulletin(pipeline.table, edition.bulletin));
  const after = bulletin?.deferredAfter ?? usualDeferredAfter;
  if (!edition || after === 0) return;
  const latest = remembering(
    latestEditions(pipeline.table, edition.bulletin, after * editionsPerDeferral),
  );
  for (const subscriber of people) {
    if (subscriber === undefined || !(await isAlwaysDeferred(pipeline, latest, subscriber, after)))
      continue;
    await suppressPerson(pipeline, subscriber, { reason: "deferred", edition: id });
    pipeline.log("deferred-suppressed", { edition: id, subscriber, editions: after });
  }
}

/**
 * Returns whether the latest `after` copies all bounced temporarily. Reads back to the first copy
 * that did not. The newest copies may have no known outcome yet: they do not count. An older copy
 * without a known outcome ends the row, because it may have arrived. If it bounces later, this
 * check runs again. Editions that did not go to the person do not count. Nor do copies to an address
 * that they no longer have.
 */
async function isAlwaysDeferred(
  { table }: Pick<Pipeline, "table">,
  latest: (index: number) => Promise<Edition | undefined>,
  subscriber: string,
  after: number,
): Promise<boolean> {
  const { suppression, formerly = [] } = (await getSubscriber(table, subscriber)) ?? {};
  // Someone has lifted a suppression, so the person has a new start.
  const since = suppression?.everywhere?.lifted ? suppression.everywhere.at : "";
  let inARow = 0;
  for (let index = 0; ; index++) {
    const edition = await latest(index);
    if (!edition || edition.slot < since) return false;
    const batch = await batchWith({ table }, edition, subscriber);
    if (!batch) continue;
    const progress = await getProgress(table, edition.id, batch.id);
    const position = latestPosition(progress, batch.subscribers.indexOf(subscriber));
    if (formerly.some(hash => progress.tried.has(triedAddress(position, hash)))) return false;
    // A correction follows its edition within hours: the two count once.
    if (isDeferred(progress, position)) inARow += edition.corrects ? 0 : 1;
    else if (progress.delivered.has(position) || (inARow > 0 && wasSent(progress, position)))
      return false;
    if (inARow === after) return true;
  }
}

function wasSent(progress: Progress, position: number): boolean {
  return progress.claimed.has(position) || standingOf(progress, position, 0) === "accepted";
}

/** Reads only as far as asked, and nothing twice. */
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
