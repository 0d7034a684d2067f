import type { Edition } from "../core/edition.ts";
import { evidenceIsComplete, positionsStanding, unclaimed } from "../core/progress.ts";
import { getBulletin } from "../store/bulletins.ts";
import { changeEdition } from "../store/editions.ts";
import { release } from "../store/progress.ts";
import { holdEdition } from "./hold-edition.ts";
import type { Pipeline, SendBatchMessage } from "./pipeline.ts";
import { readLedger } from "./read-account.ts";

/** A batch with people whom SES may have or may not. */
type Doubt = { readonly batch: string; readonly positions: readonly number[]; readonly claimedAt: number };

/**
 * Queues again what an edition still has to do, from the table alone; resolves the uncertain as its bulletin says; and
 * closes it when all is settled. Safe at any time, by anyone: work that is done or under way is found so.
 */
export async function redriveEdition(pipeline: Pipeline, edition: Edition): Promise<void> {
  if (edition.status === "addressing") return pipeline.enqueue.addressEdition([{ edition: edition.id, round: edition.rounds }]);
  if (edition.status !== "sending") return;
  const now = pipeline.now();
  const toSend: SendBatchMessage[] = [];
  const doubts: Doubt[] = [];
  let evidence = true;
  let open = 0;
  for await (const { batch, progress } of readLedger(pipeline, edition.id)) {
    const size = batch.subscribers.length;
    const left = progress ? unclaimed(progress, size).length : size;
    if (left > 0 && (progress?.leaseUntil ?? 0) <= now) toSend.push({ edition: edition.id, batch: batch.id });
    if (!progress) open++;
    else {
      const uncertain = positionsStanding(progress, size, "uncertain", now);
      if (uncertain.length > 0)
        doubts.push({
          batch: batch.id,
          positions: uncertain.filter(position => !progress.released.has(position)),
          claimedAt: progress.claimedAt,
        });
      evidence &&= evidenceIsComplete(progress);
      if (left > 0 || positionsStanding(progress, size, "pending", now).length > 0) open++;
    }
  }
  if (toSend.length > 0) pipeline.log("edition-redriven", { edition: edition.id, batches: toSend.length });
  await pipeline.enqueue.sendBatch(toSend);
  if (doubts.length > 0) return resolveDoubts(pipeline, edition, doubts, evidence, open);
  if (open === 0) await changeEdition(pipeline.table, edition.id, "sending", { status: "finished" });
}

/**
 * After the grace: sent once more where the bulletin says so, but only while SES's events cover everyone whom SES answered
 * for (else the absence of an event says nothing); held for an editor otherwise.
 */
async function resolveDoubts(
  pipeline: Pipeline,
  edition: Edition,
  doubts: readonly Doubt[],
  evidence: boolean,
  open: number,
): Promise<void> {
  const ripe = doubts.filter(doubt => doubt.claimedAt + pipeline.limits.grace <= pipeline.now());
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  if (bulletin?.uncertain === "resend" && evidence) {
    const again = ripe.filter(doubt => doubt.positions.length > 0);
    for (const { batch, positions } of again) {
      if (!(await release(pipeline.table, edition.id, batch, positions, pipeline.now()))) continue;
      pipeline.log("uncertain-released", { edition: edition.id, batch, people: positions.length });
      await pipeline.enqueue.sendBatch([{ edition: edition.id, batch }]);
    }
    if (again.length > 0) return;
  }
  if (open > 0 || ripe.length < doubts.length) return;
  const reason = "SES gave no answer for some people, and none of its events has named them: see who is uncertain.";
  await holdEdition(pipeline, edition.id, "sending", reason);
}
