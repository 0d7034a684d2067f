import { usualKeepDays } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isOver } from "../../core/bulletins/status.ts";
import { hasEvent, isPassed, type Progress } from "../../core/ledger/progress.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import {
  listHeldEditions,
  listOverEditions,
  listUnfinishedEditions,
} from "../../store/bulletins/due-editions.ts";
import { moveHeard } from "../../store/bulletins/edition-runs.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import { keepLedgerUntil } from "../../store/ledger/old-ledgers.ts";
import type { Pipeline } from "../pipeline.ts";
import { giveNotice } from "./give-notice.ts";
import { bulletinOf } from "./watch-held.ts";

/**
 * After this time, an accepted letter without any event shows that the path of events is broken:
 * SES publishes an event within seconds.
 */
const longestSilenceMs = 30 * 60_000;
/**
 * After this time, we no longer wait for an event. Operators got a notice, and lost events do not
 * return.
 */
const longestWatchMs = 3 * 86_400_000;
/** The number of batches that one tick reads per edition. The next tick reads the rest. */
const maxBatches = 2_000;

/**
 * Counts the people without any event after SES accepted their letter. Gives notice once per
 * edition with such people. Returns the ids of the editions that were over and now have all events:
 * each once.
 */
export async function watchEvents(pipeline: Pipeline): Promise<string[]> {
  const { table } = pipeline;
  const watched = [
    ...(await listUnfinishedEditions(table)),
    ...(await listHeldEditions(table)),
    ...(await listOverEditions(table)),
  ];
  let silent = 0;
  const complete: string[] = [];
  for (const edition of watched) {
    const { people, isComplete } = await findSilent(pipeline, edition);
    silent += people;
    if (isComplete) complete.push(edition.id);
    if (people === 0) continue;
    await giveNotice(pipeline, `events-silent#${edition.id}`, async () => {
      const bulletin = await bulletinOf(pipeline, edition.bulletin);
      return { kind: "events-silent", bulletin, edition, people };
    });
  }
  pipeline.measure("silent", silent);
  return complete;
}

/**
 * Counts the people of an edition whose letters were accepted long ago and have no event. Continues
 * after the *heard run*: the first batches, in which every accepted letter has an event. So each
 * batch is read a few times at most. An edition that is over is watched until all its letters have
 * events.
 */
async function findSilent(
  pipeline: Pipeline,
  edition: Edition,
): Promise<{ readonly people: number; readonly isComplete: boolean }> {
  const now = pipeline.now();
  const over = isOver(edition);
  let heard = edition.heard;
  let [silent, batches, runs] = [0, 0, true];
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id, {
    after: heard?.batch,
  })) {
    batches++;
    const { extent, claimedAt } = progress;
    // Events of a foreign message may have left progress without a batch.
    if (!extent) continue;
    const unheard = claimedAt + longestWatchMs <= now ? 0 : unheardOf(progress);
    if (claimedAt + longestSilenceMs <= now) silent += unheard;
    const follows = over || extent.through - extent.size === (heard?.through ?? 0);
    const isThrough = over ? progress.leaseUntil <= now : isPassed(progress, extent.size, now);
    if (runs && follows && isThrough && unheard === 0) heard = { batch, through: extent.through };
    else runs = false;
    if (batches === maxBatches) break;
  }
  const isComplete = over && runs && batches < maxBatches;
  if (isComplete) await keepLedger(pipeline, edition);
  else if (heard && heard.batch !== edition.heard?.batch)
    await moveHeard(pipeline.table, edition, heard);
  return { people: silent, isComplete };
}

async function keepLedger(pipeline: Pipeline, edition: Edition): Promise<void> {
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  const days = bulletin?.keepDays ?? usualKeepDays;
  const end = new Date(pipeline.now() + days * 86_400_000);
  await keepLedgerUntil(pipeline.table, edition, end);
}

function unheardOf(progress: Progress): number {
  return [...progress.accepted].filter(position => !hasEvent(progress, position)).length;
}
