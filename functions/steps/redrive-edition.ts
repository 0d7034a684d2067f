import type { Edition } from "../core/edition.ts";
import { type Evidence, evidenceOf, positionsStanding, sumOfEvidence, unclaimed } from "../core/progress.ts";
import { getBulletin } from "../store/bulletins.ts";
import { changeEdition } from "../store/editions.ts";
import { release } from "../store/progress.ts";
import { holdEdition } from "./hold-edition.ts";
import type { Pipeline, SendBatchMessage } from "./pipeline.ts";
import { readLedger } from "./read-account.ts";

/**
 * Queues again what an edition still has to do, from the table alone; resolves the uncertain as its bulletin says; and
 * closes it when all is settled. Safe at any time, by anyone: work that is done or under way is found so.
 */
export async function redriveEdition(pipeline: Pipeline, edition: Edition): Promise<void> {
  if (edition.status === "addressing") {
    const early = edition.addressAfter !== undefined && Date.parse(edition.addressAfter) > pipeline.now();
    return early ? undefined : pipeline.enqueue.addressEdition([{ edition: edition.id, round: edition.rounds }]);
  }
  if (edition.status !== "sending") return;
  const survey = await surveyLedger(pipeline, edition);
  if (survey.toSend.length > 0) pipeline.log("edition-redriven", { edition: edition.id, batches: survey.toSend.length });
  await pipeline.enqueue.sendBatch(survey.toSend);
  if (survey.doubts.length > 0) return resolveDoubts(pipeline, edition, survey);
  if (survey.open === 0) await changeEdition(pipeline.table, edition.id, "sending", { status: "finished" });
}

/** A batch with people whom SES may have or may not. `positions`: those who were not sent to twice already. */
type Doubt = {
  readonly batch: string;
  readonly people: number;
  readonly positions: readonly number[];
  readonly claimedAt: number;
};

type Survey = {
  /** Batches with people left whom no worker holds. */
  readonly toSend: SendBatchMessage[];
  readonly doubts: Doubt[];
  /** Batches with somebody pending. */
  readonly open: number;
  readonly evidence: Evidence;
};

async function surveyLedger(pipeline: Pipeline, edition: Edition): Promise<Survey> {
  const now = pipeline.now();
  const toSend: SendBatchMessage[] = [];
  const doubts: Doubt[] = [];
  let open = 0;
  let evidence: Evidence = "none";
  for await (const { batch, progress } of readLedger(pipeline, edition.id)) {
    const size = batch.subscribers.length;
    const left = unclaimed(progress, size).length > 0;
    if (left && progress.leaseUntil <= now) toSend.push({ edition: edition.id, batch: batch.id });
    if (positionsStanding(progress, size, "pending", now).length > 0) open++;
    const uncertain = positionsStanding(progress, size, "uncertain", now);
    if (uncertain.length > 0) {
      const positions = uncertain.filter(position => !progress.released.has(position));
      doubts.push({ batch: batch.id, people: uncertain.length, positions, claimedAt: progress.claimedAt });
    }
    evidence = sumOfEvidence(evidence, evidenceOf(progress));
  }
  return { toSend, doubts, open, evidence };
}

/** Graces that late events are waited for before an editor is asked. */
const lateGraces = 4;

/**
 * After the grace: sent once more where the bulletin says so, but only while the lack of an event means something (else they
 * may have it already); held for an editor otherwise.
 */
async function resolveDoubts(pipeline: Pipeline, edition: Edition, { doubts, evidence, open }: Survey): Promise<void> {
  const ripe = doubts.filter(doubt => doubt.claimedAt + pipeline.limits.grace <= pipeline.now());
  pipeline.measure(
    "uncertain",
    ripe.reduce((sum, doubt) => sum + doubt.people, 0),
  );
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  const silenceIsNo = evidence === "complete" || (evidence === "none" && pipeline.eventsAreCertain);
  if (bulletin?.uncertain === "resend" && silenceIsNo) {
    const again = ripe.filter(doubt => doubt.positions.length > 0);
    for (const { batch, positions } of again) {
      if (!(await release(pipeline.table, edition.id, batch, positions, pipeline.now()))) continue;
      pipeline.log("uncertain-released", { edition: edition.id, batch, people: positions.length });
      await pipeline.enqueue.sendBatch([{ edition: edition.id, batch }]);
    }
    if (again.length > 0) return;
  }
  if (open > 0 || ripe.length < doubts.length) return;
  // Partial evidence means that events are on their way, or lost: the former is worth some more waiting.
  const late = doubts.some(doubt => doubt.claimedAt + pipeline.limits.grace * lateGraces > pipeline.now());
  if (bulletin?.uncertain === "resend" && evidence === "partial" && late) return;
  const reason = "SES gave no answer for some people, and none of its events has named them: see who is uncertain.";
  await holdEdition(pipeline, edition.id, "sending", reason);
}
