import type { Edition } from "../../core/bulletins/edition.ts";
import { hasEvent, isPassed, type Progress } from "../../core/ledger/progress.ts";
import { heldEditions, moveHeard, overEditions, stopWatching, unfinishedEditions } from "../../store/bulletins/editions.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import type { Pipeline } from "../pipeline.ts";
import { giveNotice } from "./give-notice.ts";
import { bulletinOf } from "./watch-held.ts";

/** Milliseconds after which an accepted letter without any event says that their path is broken: SES tells of each within seconds. */
const longestSilenceMs = 30 * 60_000;
/** Milliseconds after which a letter without an event is no longer waited for: it was told of, and what is lost does not come back. */
const longestWatchMs = 3 * 86_400_000;
/** Batches of an edition that one tick reads at most: it comes to the others at the next. */
const mostBatches = 2_000;

/** Counts the people whose letters SES has accepted and not told of since; gives notice once for each edition with such people. */
export async function watchEvents(pipeline: Pipeline): Promise<void> {
  const { table } = pipeline;
  const watched = [...(await unfinishedEditions(table)), ...(await heldEditions(table)), ...(await overEditions(table))];
  let silent = 0;
  for (const edition of watched) {
    const people = await findSilent(pipeline, edition);
    silent += people;
    if (people === 0) continue;
    await giveNotice(pipeline, `events-silent#${edition.id}`, async () => {
      const bulletin = await bulletinOf(pipeline, edition.bulletin);
      return { kind: "events-silent", bulletin, edition, people };
    });
  }
  pipeline.measure("silent", silent);
}

/**
 * People of an edition whose letters were accepted long ago, and have no event. Reads on from the *heard run*, the batches from the first
 * on in which everyone accepted has one; so each batch is read a few times at most. An edition that is over is watched until all were heard.
 */
async function findSilent(pipeline: Pipeline, edition: Edition): Promise<number> {
  const now = pipeline.now();
  const isOver = edition.status === "finished" || edition.status === "stopped";
  let heard = edition.heard;
  let [silent, batches, runs] = [0, 0, true];
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id, { after: heard?.batch })) {
    batches++;
    const { extent, claimedAt } = progress;
    // Events about a batch that is not in the ledger may have left progress of their own.
    if (!extent) continue;
    const unheard = claimedAt + longestWatchMs <= now ? 0 : unheardOf(progress);
    if (claimedAt + longestSilenceMs <= now) silent += unheard;
    const follows = isOver || extent.through - extent.size === (heard?.through ?? 0);
    const isThrough = isOver ? progress.leaseUntil <= now : isPassed(progress, extent.size, now);
    if (runs && follows && isThrough && unheard === 0) heard = { batch, through: extent.through };
    else runs = false;
    if (batches === mostBatches) break;
  }
  if (isOver && runs && batches < mostBatches) await stopWatching(pipeline.table, edition);
  else if (heard && heard.batch !== edition.heard?.batch) await moveHeard(pipeline.table, edition, heard);
  return silent;
}

function unheardOf(progress: Progress): number {
  return [...progress.accepted].filter(position => !hasEvent(progress, position)).length;
}
