import type { Edition } from "../../core/bulletins/edition.ts";
import { isAboutAll, isTooLong } from "../../core/bulletins/refusal-run.ts";
import { isSettled } from "../../core/ledger/account.ts";
import {
  changeEdition,
  forgetSettled,
  getEdition,
  moveSettled,
  noteProgress,
} from "../../store/bulletins/editions.ts";
import { endLease, moveClaim } from "../../store/ledger/batch-progress.ts";
import { lastBatch } from "../../store/ledger/batches.ts";
import { enqueueLanes } from "../editions/enqueue-lanes.ts";
import { readAccount } from "../ledger/read-account.ts";
import type { Pipeline } from "../pipeline.ts";
import { holdForRefusals } from "../sending/note-refusals.ts";
import { resolveDoubts } from "./resolve-doubts.ts";
import { type Survey, surveyEdition } from "./survey-edition.ts";

/**
 * Queues again the work of an edition that no worker has, from the table alone. Resolves uncertain
 * people as the bulletin says, and finishes the edition when everything is settled. Safe at any
 * time and in parallel: finished and current work is not done twice.
 */
export async function redriveEdition(pipeline: Pipeline, edition: Edition): Promise<void> {
  if (edition.status === "addressing") return redriveAddressing(pipeline, edition);
  if (edition.status !== "sending") return;
  if (isTooLong(edition.refusals))
    return void (await holdForRefusals(pipeline, edition, edition.refusals));
  if (await isWaiting(pipeline, edition, "restUntil", pipeline.limits.rest)) return;
  const survey = await surveyEdition(pipeline, edition);
  pipeline.measure("pending", survey.pending);
  if (survey.settled && survey.settled.batch !== edition.settled?.batch)
    await moveSettled(pipeline.table, edition, survey.settled);
  if (survey.settled?.through === edition.audience) return finish(pipeline, edition);
  await redriveSending(pipeline, { ...edition, settled: survey.settled }, survey);
  if (survey.doubts.people > 0) await resolveDoubts(pipeline, edition, survey);
}

async function redriveAddressing(pipeline: Pipeline, edition: Edition): Promise<void> {
  if (await isWaiting(pipeline, edition, "addressAfter", pipeline.limits.hold)) return;
  const end = await lastBatch(pipeline.table, edition.id, edition.rounds);
  if (!(await hasStalled(pipeline, edition, `addressing ${end?.through ?? 0}`))) return;
  await pipeline.enqueue.addressEdition([{ edition: edition.id, round: edition.rounds }]);
}

/**
 * Returns whether an edition still waits for an instant, at most `longestMs` away. A clock that ran
 * ahead may have set a later instant; this moves it to `longestMs` from now.
 */
async function isWaiting(
  pipeline: Pipeline,
  edition: Edition,
  until: "restUntil" | "addressAfter",
  longestMs: number,
): Promise<boolean> {
  const now = pipeline.now();
  const waits = edition[until] === undefined ? 0 : Date.parse(edition[until]) - now;
  if (waits > longestMs)
    await changeEdition(pipeline.table, edition.id, edition, {
      [until]: new Date(now + longestMs).toISOString(),
    });
  return waits > 0;
}

/**
 * Queues abandoned batches at once. Queues everything that is left if no worker is active and
 * nothing moves.
 */
async function redriveSending(pipeline: Pipeline, edition: Edition, survey: Survey): Promise<void> {
  const { abandoned, ahead, isWorkedOn, pending, mark } = survey;
  const stalled = await hasStalled(pipeline, edition, mark);
  for (const { batch, claimedAt } of ahead)
    await moveClaim(pipeline.table, edition.id, batch, claimedAt, pipeline.now());
  for (const { batch, leaseUntil } of abandoned) {
    if (!(await endLease(pipeline.table, edition.id, batch, leaseUntil))) continue;
    pipeline.log("batch-redriven", { edition: edition.id, batch });
    await pipeline.enqueue.sendBatch([{ edition: edition.id, batch }]);
  }
  if (pending > 0 && !isWorkedOn && (stalled || abandoned.length > 0))
    await enqueueLanes(pipeline, edition);
}

/** Returns whether the edition has made no progress for `limits.stall`. */
export async function hasStalled(
  pipeline: Pipeline,
  edition: Edition,
  mark: string,
): Promise<boolean> {
  const since = await noteProgress(pipeline.table, edition.id, mark, pipeline.now());
  return since + pipeline.limits.stall <= pipeline.now();
}

async function finish(pipeline: Pipeline, edition: Edition): Promise<void> {
  // The settled run is a shortcut for the clock. Only the whole ledger decides whether an edition
  // is finished.
  const account = await readAccount(pipeline, edition.id);
  if (!isSettled(account)) return forgetSettled(pipeline.table, edition.id);
  const refusals = (await getEdition(pipeline.table, edition.id))?.refusals;
  if (isTooLong(refusals) || (account.accepted === 0 && isAboutAll(refusals)))
    return void (await holdForRefusals(pipeline, edition, refusals));
  if (await changeEdition(pipeline.table, edition.id, edition, { status: "finished" }))
    pipeline.log("edition-finished", { edition: edition.id, audience: edition.audience });
}
