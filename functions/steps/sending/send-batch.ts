import type { Edition } from "../../core/bulletins/edition.ts";
import { type Progress, unclaimed } from "../../core/ledger/progress.ts";
import { windowSize } from "../../core/sending/pace.ts";
import {
  addFacts,
  type Found,
  getProgress,
  type Lease,
  recordAndClaim,
  takeLease,
  unclaim,
  unclaimUnreleased,
} from "../../store/ledger/batch-progress.ts";
import type { Batch } from "../../store/ledger/batches.ts";
import { keepMessages } from "../../store/ledger/messages.ts";
import { holdEdition, restEdition } from "../editions/hold-edition.ts";
import type { Pipeline } from "../pipeline.ts";
import { editionComposer } from "./edition-composer.ts";
import { leaseEnd, longestWaitMs, steady } from "./leases.ts";
import { noteRefusals } from "./note-refusals.ts";
import { prepareWindow } from "./prepare-window.ts";
import { type Settled, submitWindow } from "./submit-window.ts";
import { takePace } from "./take-pace.ts";

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

/** Milliseconds: before a longer wait for a window's places, what is known is written down, and the lease made longer. */
const longWait = 1_000;
/** Windows of a batch that may miss their places and wait for others: on a slow day all do. */
const mostMissed = 2;

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
  const { table, limits } = pipeline;
  const size = batch.subscribers.length;
  // Asked before anything is held: it may fail.
  const { maxSendRate } = await pipeline.quota();
  await editionComposer(pipeline, edition);
  const owner = pipeline.newId();
  const now = pipeline.now();
  const first = { owner, until: leaseEnd(limits, now, now) };
  const progress = await takeLease(table, edition.id, batch.id, { size, through: batch.through }, first, now);
  if (!progress) return unclaimed(await getProgress(table, edition.id, batch.id), size).length === 0 ? done : { kind: "taken" };

  let found: Found = {};
  /** Writes down what is known so far, with whatever comes next; false if another worker has the batch by now. */
  const record = async (next: Found, until: number, claimedAt = 0): Promise<boolean> => {
    const recorded = await recordAndClaim(table, edition.id, batch.id, joined(found, next), { owner, until }, claimedAt);
    if (!recorded) await addFacts(table, edition.id, batch.id, found);
    found = {};
    return recorded;
  };
  let toSend: readonly number[] = unclaimed(progress, size);
  let missed = 0;
  try {
    while (toSend.length > 0) {
      if (timeIsUp()) return { kind: "later", reason: "time is up" };
      // From its places to its last answer a window goes by one clock, however the machine's clock is set meanwhile.
      const clocked = steady(pipeline);
      const pace = await takePace(clocked, Math.min(windowSize(maxSendRate), toSend.length), longestWaitMs(limits));
      if (pace.kind === "full") return { kind: "later", reason: "the calendar is full" };
      if (pace.kind === "quota-spent") return await quotaIsSpent(pipeline, edition);
      const [start = 0] = pace.instants;
      const waits = start - clocked.now() > longWait;
      if (waits && !(await record({}, leaseEnd(limits, start, clocked.now())))) return { kind: "taken" };
      const window = await prepareWindow(clocked, edition, batch, toSend, pace.instants);
      if (window.kind === "stopped") return window;

      // Claimed before it is submitted: a crash between the two leaves doubt, which SES's events settle; the other order would mail twice.
      const claims = {
        claimed: window.claims.map(claim => claim.position),
        suppressed: window.suppressed,
        rejected: window.rejected,
      };
      const lease = { owner, until: leaseEnd(limits, window.claims.at(-1)?.at ?? 0, clocked.now()) };
      // Nobody in the window is in doubt while a submission may still start: a window of a slowed-down process lasts long.
      if (!(await record(claims, lease.until, lease.until - limits.submitTimeout))) return { kind: "taken" };
      const settled = await submitWindow(clocked, edition, batch, window.claims, lease, {
        maxSendRate,
        mayBeLate: missed < mostMissed,
        machineNow: pipeline.now,
      });
      found = { accepted: at(settled, ["accepted"]), rejected: at(settled, ["rejected"]) };
      await keepAnswers(pipeline, edition, batch, settled, lease, progress);
      const refused = found.rejected?.length ?? 0;
      if (refused > 0) await record({}, lease.until);
      const tooMany = await noteRefusals(pipeline, edition, batch, settled, window.refusals);
      measureWindow(pipeline, settled, window.rejected.length + refused - (tooMany?.takenBack ?? 0));
      if (tooMany) return { kind: "stopped", reason: tooMany.held };
      if (at(settled, ["late"]).length > 0) missed++;
      toSend = [...at(settled, notTaken), ...window.rest].sort((a, b) => a - b);
      const stop = await standStill(pipeline, edition, settled);
      if (stop) return stop;
    }
    return done;
  } finally {
    // Whatever it ends with: what SES answered is not forgotten.
    await record({}, 0);
  }
}

/** What SES has not taken, for certain. */
const notTaken = ["throttled", "quota-spent", "halted", "late"] as const;

function joined(known: Found, next: Found): Found {
  return { ...known, ...next, rejected: [...(known.rejected ?? []), ...(next.rejected ?? [])] };
}

/** Keeps the window's message ids, and takes back the claims of whom SES did not take. */
async function keepAnswers(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  settled: readonly Settled[],
  { owner }: Lease,
  before: Progress,
): Promise<void> {
  const messages = new Map(
    settled.flatMap(({ position, outcome, at }) =>
      outcome.kind === "accepted" ? [[position, { messageId: outcome.messageId, at }] as const] : [],
    ),
  );
  const refused = at(settled, notTaken);
  const giveBack = async () => {
    if (await unclaim(pipeline.table, edition.id, batch.id, refused, owner)) return;
    // Another worker has the batch by now. The claims are still ours unless somebody has let these people go.
    const onceClaimed = refused.filter(position => !before.released.has(position) && !before.retried.has(position));
    if (onceClaimed.length > 0) await unclaimUnreleased(pipeline.table, edition.id, batch.id, onceClaimed);
  };
  await Promise.all([keepMessages(pipeline.table, edition.id, batch.id, messages), refused.length > 0 && giveBack()]);
}

/** After SES said no: wait a little; or stop, where waiting a little does not help. */
async function standStill(
  pipeline: Pipeline,
  edition: Edition,
  settled: readonly Settled[],
): Promise<SendBatchOutcome | undefined> {
  const outcomes = settled.map(each => each.outcome);
  const halted = outcomes.find(outcome => outcome.kind === "halted");
  if (halted) {
    const what = `Nobody counts as rejected for it. Correct it, then resume the edition “${edition.subject}” (${edition.id}).`;
    const reason = `SES refuses to send. ${halted.reason.replace(/\.?$/, ".")} ${what}`;
    await holdEdition(pipeline, edition.id, "sending", reason);
    return { kind: "stopped", reason };
  }
  if (outcomes.some(outcome => outcome.kind === "quota-spent")) return quotaIsSpent(pipeline, edition);
  if (outcomes.some(outcome => outcome.kind === "throttled")) await pipeline.sleep(throttlePause);
  return undefined;
}

async function quotaIsSpent(pipeline: Pipeline, edition: Edition): Promise<SendBatchOutcome> {
  const reason = "SES's quota of messages for 24 hours is spent.";
  if (edition.plan) await restEdition(pipeline, edition.id);
  else await holdEdition(pipeline, edition.id, "sending", reason);
  return { kind: "stopped", reason };
}

/** Milliseconds. */
const throttlePause = 1000;

function at(settled: readonly Settled[], kinds: readonly Settled["outcome"]["kind"][]): number[] {
  return settled.filter(each => kinds.includes(each.outcome.kind)).map(each => each.position);
}

function measureWindow(pipeline: Pipeline, settled: readonly Settled[], rejected: number): void {
  pipeline.measure("accepted", at(settled, ["accepted"]).length);
  pipeline.measure("rejected", rejected);
  pipeline.measure("throttled", at(settled, ["throttled", "quota-spent"]).length);
}
