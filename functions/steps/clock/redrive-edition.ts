import type { Edition } from "../../core/bulletins/edition.ts";
import { isAboutAll, isTooLong } from "../../core/bulletins/refusal-run.ts";
import { isAddressingNow, isInWindow, isSending, waitsMs } from "../../core/bulletins/status.ts";
import { isSettled } from "../../core/ledger/account.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { forgetSettled, moveSettled, noteProgress } from "../../store/bulletins/edition-runs.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { endLease, moveClaim } from "../../store/ledger/batch-progress.ts";
import { lastBatch } from "../../store/ledger/batches.ts";
import { holdMsOf } from "../editions/compose-edition.ts";
import { enqueueLanes } from "../editions/enqueue-lanes.ts";
import { restEdition } from "../editions/hold-edition.ts";
import { keepSample } from "../ledger/keep-sample.ts";
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
  if (isAddressingNow(edition)) return redriveAddressing(pipeline, edition);
  if (isSending(edition)) return redriveSending(pipeline, edition);
}

type Addressing = Edition & { readonly status: "addressing" };
type Sending = Edition & { readonly status: "sending" };

async function redriveSending(pipeline: Pipeline, edition: Sending): Promise<void> {
  if (isTooLong(edition.refusals))
    return void (await holdForRefusals(pipeline, edition, edition.refusals));
  const { now, limits } = pipeline;
  const restsMs = waitsMs(edition, now());
  // A clock that ran ahead may have set a later instant.
  if (restsMs > limits.restMs) await restEdition(pipeline, edition.id);
  if (restsMs > 0) return;
  const survey = await surveyEdition(pipeline, edition);
  pipeline.measure("pending", survey.pending);
  if (survey.settled && survey.settled.batch !== edition.settled?.batch)
    await moveSettled(pipeline.table, edition, survey.settled);
  if (survey.settled?.through === edition.audience) return finish(pipeline, edition);
  await queueAgain(pipeline, { ...edition, settled: survey.settled }, survey);
  if (survey.doubts.people > 0) await resolveDoubts(pipeline, edition, survey);
}

async function redriveAddressing(pipeline: Pipeline, edition: Addressing): Promise<void> {
  const { now, table } = pipeline;
  const waits = waitsMs(edition, now());
  if (waits > pipeline.limits.holdMs && isInWindow(edition)) {
    const longestMs = holdMsOf((await getBulletin(table, edition.bulletin)) ?? {}, pipeline);
    // A clock that ran ahead set a later instant.
    const addressAfter = new Date(now() + longestMs).toISOString();
    if (waits > longestMs) await changeEdition(table, edition, { kind: "postpone", addressAfter });
  }
  if (waits > 0) return;
  const end = await lastBatch(pipeline.table, edition.id, edition.rounds);
  if (!(await hasStalled(pipeline, edition, `addressing ${end?.through ?? 0}`))) return;
  await pipeline.enqueue.addressEdition([{ edition: edition.id, round: edition.rounds }]);
}

/**
 * Queues abandoned batches at once. Queues everything that is left if no worker is active and
 * nothing moves.
 */
async function queueAgain(pipeline: Pipeline, edition: Edition, survey: Survey): Promise<void> {
  const { abandoned, ahead, isWorkedOn, pending, mark } = survey;
  const stalled = await hasStalled(pipeline, edition, mark);
  for (const { batch, claimedAt } of ahead)
    await moveClaim(pipeline.table, edition.id, batch, { seen: claimedAt, now: pipeline.now() });
  for (const { batch, leaseUntil } of abandoned) {
    if (!(await endLease(pipeline.table, edition.id, batch, leaseUntil))) continue;
    pipeline.log("batch-redriven", { edition: edition.id, batch });
    await pipeline.enqueue.sendBatch([{ edition: edition.id, batch }]);
  }
  if (pending > 0 && !isWorkedOn && (stalled || abandoned.length > 0))
    await enqueueLanes(pipeline, edition);
}

/** Returns whether the edition has made no progress for `limits.stallMs`. */
export async function hasStalled(
  pipeline: Pipeline,
  edition: Edition,
  mark: string,
): Promise<boolean> {
  const since = await noteProgress(pipeline.table, edition.id, mark, pipeline.now());
  return since + pipeline.limits.stallMs <= pipeline.now();
}

async function finish(pipeline: Pipeline, edition: Sending): Promise<void> {
  // The settled run is a shortcut for the clock. Only the whole ledger decides whether an edition
  // is finished.
  const account = await readAccount(pipeline, edition.id);
  if (!isSettled(account)) return forgetSettled(pipeline.table, edition.id);
  await keepSample(pipeline, edition.id, account);
  const refusals = (await getEdition(pipeline.table, edition.id))?.refusals;
  if (isTooLong(refusals) || (account.accepted === 0 && isAboutAll(refusals)))
    return void (await holdForRefusals(pipeline, edition, refusals));
  if (await changeEdition(pipeline.table, edition, { kind: "finish" }))
    pipeline.log("edition-finished", { edition: edition.id, audience: edition.audience });
}
