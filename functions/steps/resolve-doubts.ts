import type { Edition } from "../core/edition.ts";
import { type Evidence, evidenceOf, sumOfEvidence } from "../core/progress.ts";
import { getBulletin } from "../store/bulletins.ts";
import { releaseAgain } from "../store/decisions.ts";
import { listProgress } from "../store/progress.ts";
import { holdEdition } from "./hold-edition.ts";
import type { Pipeline } from "./pipeline.ts";
import type { Doubt, Survey } from "./survey-edition.ts";
import { withoutAnswer } from "./without-answer.ts";

/** Graces that late events are waited for before an editor is asked. */
const lateGraces = 4;

/**
 * After the grace, the uncertain are sent to once more where the bulletin says so, but only while the lack of an event means something
 * (else they may have it already); the edition is held for an editor otherwise.
 */
export async function resolveDoubts(pipeline: Pipeline, edition: Edition, { doubts, pending }: Survey): Promise<void> {
  const ripe = doubts.filter(doubt => doubt.claimedAt + pipeline.limits.grace <= pipeline.now());
  pipeline.measure(
    "uncertain",
    ripe.reduce((sum, doubt) => sum + doubt.people, 0),
  );
  const again = ripe.filter(doubt => doubt.positions.length > 0);
  const resends = (await getBulletin(pipeline.table, edition.bulletin))?.uncertain === "resend";
  const evidence = resends && ripe.length > 0 ? await readEvidence(pipeline, edition) : "partial";
  const silenceIsNo = evidence === "complete" || (evidence === "none" && pipeline.eventsAreCertain);
  if (silenceIsNo && again.length > 0) {
    for (const doubt of again) await sendOnceMore(pipeline, edition, doubt);
    return;
  }
  if (pending > 0 || ripe.length < doubts.length) return;
  // Partial evidence means that events are on their way, or lost: the former is worth some more waiting.
  const late = doubts.some(doubt => doubt.claimedAt + pipeline.limits.grace * lateGraces > pipeline.now());
  if (resends && evidence === "partial" && late) return;
  const reason = "SES gave no answer for some people, and none of its events has named them: see who is uncertain.";
  await holdEdition(pipeline, edition.id, "sending", reason);
}

async function sendOnceMore(pipeline: Pipeline, edition: Edition, { batch, positions, claimedAt }: Doubt): Promise<void> {
  const uncertain = await withoutAnswer(pipeline, edition.id, batch, positions);
  if (uncertain.length === 0) return;
  const seen = { claimedAt };
  if (!(await releaseAgain(pipeline.table, edition.id, batch, { uncertain, rejected: [] }, seen, pipeline.now()))) return;
  pipeline.log("uncertain-released", { edition: edition.id, batch, people: uncertain.length });
  await pipeline.enqueue.sendBatch([{ edition: edition.id, batch }]);
}

/** Reads the whole ledger: whether SES's events cover all whom it answered for. */
async function readEvidence(pipeline: Pipeline, edition: Edition): Promise<Evidence> {
  let evidence: Evidence = "none";
  for await (const { progress } of listProgress(pipeline.table, edition.id)) {
    evidence = sumOfEvidence(evidence, evidenceOf(progress));
    if (evidence === "partial") return evidence;
  }
  return evidence;
}
