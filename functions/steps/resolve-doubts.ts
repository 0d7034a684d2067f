import type { Edition } from "../core/edition.ts";
import { type Evidence, evidenceOf, sumOfEvidence } from "../core/progress.ts";
import { getBulletin } from "../store/bulletins.ts";
import { releaseAgain } from "../store/decisions.ts";
import { listProgress } from "../store/progress.ts";
import { holdEdition } from "./hold-edition.ts";
import type { Pipeline } from "./pipeline.ts";
import { doubtsOf, type Survey } from "./survey-edition.ts";
import { withoutAnswer } from "./without-answer.ts";

/** Graces that late events are waited for before an editor is asked. */
const lateGraces = 4;

/**
 * After the grace, the uncertain are sent to once more where the bulletin says so, but only while the lack of an event means something
 * (else they may have it already); the edition is held for an editor otherwise.
 */
export async function resolveDoubts(pipeline: Pipeline, edition: Edition, { settled, doubts, pending }: Survey): Promise<void> {
  pipeline.measure("uncertain", doubts.ripe);
  const resends = (await getBulletin(pipeline.table, edition.bulletin))?.uncertain === "resend";
  const evidence = resends && doubts.ripe > 0 ? await readEvidence(pipeline, edition) : "partial";
  const silenceIsNo = evidence === "complete" || (evidence === "none" && pipeline.eventsAreCertain);
  if (silenceIsNo && doubts.once > 0) return sendOnceMore(pipeline, edition, settled?.batch);
  if (pending > 0 || doubts.ripe < doubts.people) return;
  // Partial evidence means that events are on their way, or lost: the former is worth some more waiting.
  const late = doubts.claimedAt + pipeline.limits.grace * lateGraces > pipeline.now();
  if (resends && evidence === "partial" && late) return;
  const reason = "SES gave no answer for some people, and none of its events has named them: see who is uncertain.";
  await holdEdition(pipeline, edition.id, "sending", reason);
}

/** Reads the ledger again, after a batch, for who they are: there may be too many to keep in mind. */
async function sendOnceMore(pipeline: Pipeline, edition: Edition, after: string | undefined): Promise<void> {
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id, { after })) {
    const { once, isRipe } = doubtsOf(progress, pipeline.limits, pipeline.now());
    if (!isRipe || once.length === 0) continue;
    const uncertain = await withoutAnswer(pipeline, edition.id, batch, once);
    if (uncertain.length === 0) continue;
    const decided = { uncertain, rejected: [] };
    if (!(await releaseAgain(pipeline.table, edition.id, batch, decided, progress, pipeline.now()))) continue;
    pipeline.log("uncertain-released", { edition: edition.id, batch, people: uncertain.length });
    await pipeline.enqueue.sendBatch([{ edition: edition.id, batch }]);
  }
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
