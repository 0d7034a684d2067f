import type { Edition } from "../core/edition.ts";
import { unclaimed } from "../core/progress.ts";
import type { Batch } from "../store/batches.ts";
import { keepMessages } from "../store/messages.ts";
import { addFacts, type Found, getProgress, type Lease, recordAndClaim, takeLease, unclaim } from "../store/progress.ts";
import { holdEdition, restEdition } from "./hold-edition.ts";
import type { Pipeline } from "./pipeline.ts";
import { prepareWindow } from "./prepare-window.ts";
import { type Settled, submitWindow } from "./submit-window.ts";

export type SendBatchOutcome =
  /** Everyone on the batch has been dealt with. */
  | { readonly kind: "done" }
  /** Another worker has it. */
  | { readonly kind: "taken" }
  /** The rest has to wait: handle the message again. */
  | { readonly kind: "later"; readonly reason: "the calendar is full" | "time is up" }
  /** Nothing more is to be sent now: the edition is held, rests, or is over. */
  | { readonly kind: "stopped"; readonly reason: string };

const done = { kind: "done" } as const;

/**
 * Sends one batch, window by window: take the lease; then for each window take the pace, read who is still on the lists,
 * claim, submit, and record the outcomes together with the next claim. Begins no window once `timeIsUp`.
 */
export async function sendBatch(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  timeIsUp: () => boolean,
): Promise<SendBatchOutcome> {
  const { table } = pipeline;
  const size = batch.subscribers.length;
  const lease = { owner: pipeline.newId(), until: leaseEnd(pipeline, pipeline.now()) };
  const progress = await takeLease(table, edition.id, batch.id, { size, through: batch.through }, lease, pipeline.now());
  if (!progress) return unclaimed(await getProgress(table, edition.id, batch.id), size).length === 0 ? done : { kind: "taken" };

  let found: Found = {};
  let toSend: readonly number[] = unclaimed(progress, size);
  let outcome: SendBatchOutcome = done;
  while (toSend.length > 0 && outcome.kind === "done") {
    if (timeIsUp()) {
      outcome = { kind: "later", reason: "time is up" };
      break;
    }
    const window = await prepareWindow(pipeline, edition, batch, toSend);
    if (window.kind !== "window") {
      outcome = await withoutWindow(pipeline, edition, window);
      break;
    }
    // Claimed before it is submitted: a crash between the two leaves doubt, which SES's events settle; the other order would mail twice.
    const held = { owner: lease.owner, until: leaseEnd(pipeline, window.claims.at(-1)?.at ?? 0) };
    // Nobody in the window is in doubt before she could have been submitted at the latest: a window of a slowed-down process lasts long.
    const claimedAt = held.until - pipeline.limits.submitTimeout;
    const next = {
      ...found,
      claimed: window.claims.map(claim => claim.position),
      suppressed: window.suppressed,
      rejected: [...(found.rejected ?? []), ...window.rejected],
    };
    if (!(await recordAndClaim(table, edition.id, batch.id, next, held, claimedAt))) {
      await addFacts(table, edition.id, batch.id, found);
      return { kind: "taken" };
    }
    const settled = await submitWindow(pipeline, edition, batch, window.claims, held);
    found = await settle(pipeline, edition, batch, settled, held);
    const refused = at(settled, ["throttled", "quota-spent", "halted", "late"]);
    measureWindow(pipeline, settled, window.rejected.length);
    toSend = [...refused, ...window.rest].sort((a, b) => a - b);
    if (refused.length > 0) outcome = await standStill(pipeline, edition, settled);
  }
  if (!(await recordAndClaim(table, edition.id, batch.id, found, { owner: lease.owner, until: 0 }, pipeline.now())))
    await addFacts(table, edition.id, batch.id, found);
  return outcome;
}

/** Keeps the window's message ids, takes back the claims of whom SES did not take, and gives what is to be recorded. */
async function settle(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  settled: readonly Settled[],
  { owner }: Lease,
): Promise<Found> {
  const messages = new Map(
    settled.flatMap(({ position, outcome, at }) =>
      outcome.kind === "accepted" ? [[position, { messageId: outcome.messageId, at }] as const] : [],
    ),
  );
  const refused = at(settled, ["throttled", "quota-spent", "halted", "late"]);
  await Promise.all([
    keepMessages(pipeline.table, edition.id, batch.id, messages),
    refused.length > 0 && unclaim(pipeline.table, edition.id, batch.id, refused, owner),
  ]);
  return { accepted: at(settled, ["accepted"]), rejected: at(settled, ["rejected"]) };
}

async function withoutWindow(
  pipeline: Pipeline,
  edition: Edition,
  window: Exclude<Awaited<ReturnType<typeof prepareWindow>>, { kind: "window" }>,
): Promise<SendBatchOutcome> {
  if (window.kind === "stopped") return window;
  if (window.kind === "calendar-full") return { kind: "later", reason: "the calendar is full" };
  return quotaIsSpent(pipeline, edition);
}

/** After SES said no: wait a little, or stop where waiting a little does not help. */
async function standStill(pipeline: Pipeline, edition: Edition, settled: readonly Settled[]): Promise<SendBatchOutcome> {
  const outcomes = settled.map(each => each.outcome);
  const halted = outcomes.find(outcome => outcome.kind === "halted");
  if (halted) {
    const reason = `SES refuses to send. ${halted.reason}`;
    await holdEdition(pipeline, edition.id, "sending", reason);
    return { kind: "stopped", reason };
  }
  if (outcomes.some(outcome => outcome.kind === "quota-spent")) return quotaIsSpent(pipeline, edition);
  await pipeline.sleep(throttlePause);
  return done;
}

async function quotaIsSpent(pipeline: Pipeline, edition: Edition): Promise<SendBatchOutcome> {
  const reason = "SES's quota of messages for 24 hours is spent.";
  if (edition.plan) await restEdition(pipeline, edition.id);
  else await holdEdition(pipeline, edition.id, "sending", reason);
  return { kind: "stopped", reason };
}

/** Milliseconds. */
const throttlePause = 1000;

/** The answer to a window's last submission comes within its lease, or is taken for none. */
function leaseEnd(pipeline: Pipeline, last: number): number {
  return Math.max(last, pipeline.now()) + pipeline.limits.submitTimeout + pipeline.limits.slack;
}

function at(settled: readonly Settled[], kinds: readonly Settled["outcome"]["kind"][]): number[] {
  return settled.filter(each => kinds.includes(each.outcome.kind)).map(each => each.position);
}

function measureWindow(pipeline: Pipeline, settled: readonly Settled[], unfit: number): void {
  pipeline.measure("accepted", at(settled, ["accepted"]).length);
  pipeline.measure("rejected", at(settled, ["rejected"]).length + unfit);
  pipeline.measure("throttled", at(settled, ["throttled", "quota-spent"]).length);
}
