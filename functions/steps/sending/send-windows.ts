import { clockBy } from "../../core/access/actor.ts";
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
import { prepareWindow, type WhyStopped } from "./prepare-window.ts";
import { type Settled, submitWindow } from "./submit-window.ts";
import { takePace } from "./take-pace.ts";

export type SendWindowsOutcome =
  /** Every position on the batch has an outcome or a claim. */
  | { readonly kind: "done" }
  /** Another worker has the lease. */
  | { readonly kind: "taken" }
  /** The rest must wait: handle the message again. */
  | { readonly kind: "later"; readonly reason: "calendar-full" | "time-is-up" }
  /** Send nothing more now: the edition is held, rests, or is over. */
  | { readonly kind: "stopped"; readonly reason: WhyStopped };

const done = { kind: "done" } as const;

/** Before a longer wait for a place, a worker records what it knows and extends its lease. */
const longWaitMs = 1_000;
/**
 * Windows of a batch that may miss their places and wait for new ones. On a day with a slow table
 * every window misses.
 */
const maxMissed = 2;

/**
 * Sends one batch, window by window. Takes the lease first. Then for each window: takes the pace,
 * reads who is still on the lists, claims, submits, and records the outcomes together with the next
 * claim. Begins no window once `timeIsUp`.
 */
export async function sendWindows(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  timeIsUp: () => boolean,
): Promise<SendWindowsOutcome> {
  const { table, limits } = pipeline;
  const size = batch.subscribers.length;
  // The quota and the composer may fail, so they come before the lease.
  const { maxSendRate } = await pipeline.quota();
  await editionComposer(pipeline, edition);
  const owner = pipeline.newId();
  const now = pipeline.now();
  const first = { owner, until: leaseEnd(limits, now, now) };
  const progress = await takeLease(table, edition.id, batch.id, {
    extent: { size, through: batch.through },
    lease: first,
    now,
  });
  if (!progress)
    return unclaimed(await getProgress(table, edition.id, batch.id), size).length === 0
      ? done
      : { kind: "taken" };

  let found: Found = {};
  /**
   * Records what is known, together with `next`. Returns false if another worker has taken the
   * batch.
   */
  const record = async (next: Found, until: number, claimedAt = 0): Promise<boolean> => {
    const recorded = await recordAndClaim(table, edition.id, batch.id, {
      found: joined(found, next),
      lease: { owner, until },
      claimedAt,
    });
    if (!recorded) await addFacts(table, edition.id, batch.id, found);
    found = {};
    return recorded;
  };
  let toSend: readonly number[] = unclaimed(progress, size);
  let missed = 0;
  try {
    while (toSend.length > 0) {
      if (timeIsUp()) return { kind: "later", reason: "time-is-up" };
      // A window uses one steady clock from its places to its last answer, even if the machine's
      // clock is set.
      const clocked = steady(pipeline);
      const pace = await takePace(
        clocked,
        Math.min(windowSize(maxSendRate), toSend.length),
        longestWaitMs(limits),
      );
      if (pace.kind === "full") return { kind: "later", reason: "calendar-full" };
      if (pace.kind === "quota-spent") return await quotaIsSpent(pipeline, edition);
      const [start = 0] = pace.instants;
      const waits = start - clocked.now() > longWaitMs;
      if (waits && !(await record({}, leaseEnd(limits, start, clocked.now()))))
        return { kind: "taken" };
      const window = await prepareWindow(clocked, edition, batch, {
        progress,
        toSend,
        instants: pace.instants,
      });
      if (window.kind === "stopped") return window;

      // Claim before submitting: a crash in between leaves doubt, which SES's events settle. The
      // other order could mail a person twice.
      const claims = {
        claimed: window.claims.map(claim => claim.position),
        suppressed: window.suppressed,
        rejected: window.rejected,
      };
      const lease = {
        owner,
        until: leaseEnd(limits, window.claims.at(-1)?.at ?? 0, clocked.now()),
      };
      // `claimedAt` is the latest time a submission may still start: in a slow process a window
      // lasts long.
      if (!(await record(claims, lease.until, lease.until - limits.submitTimeoutMs)))
        return { kind: "taken" };
      const settled = await submitWindow(clocked, edition, batch, {
        claims: window.claims,
        lease,
        maxSendRate,
        mayBeLate: missed < maxMissed,
        machineNow: pipeline.now,
      });
      found = { accepted: at(settled, ["accepted"]), rejected: at(settled, ["rejected"]) };
      await keepAnswers(pipeline, edition, batch, { settled, lease, before: progress });
      const refused = found.rejected?.length ?? 0;
      if (refused > 0) await record({}, lease.until);
      const tooMany = await noteRefusals(pipeline, edition, batch, {
        settled,
        known: window.refusals,
      });
      measureWindow(
        pipeline,
        settled,
        window.rejected.length + refused - (tooMany?.takenBack ?? 0),
      );
      if (tooMany) return { kind: "stopped", reason: tooMany.held };
      if (at(settled, ["late"]).length > 0) missed++;
      toSend = [...at(settled, notTaken), ...window.rest].sort((a, b) => a - b);
      const stop = await pauseOrStop(pipeline, edition, settled);
      if (stop) return stop;
    }
    return done;
  } finally {
    // Runs after errors too, so that SES's answers are not lost.
    await record({}, 0);
  }
}

/** Outcomes after which SES certainly has no letter. */
const notTaken = ["throttled", "quota-spent", "halted", "late"] as const;

function joined(known: Found, next: Found): Found {
  return { ...known, ...next, rejected: [...(known.rejected ?? []), ...(next.rejected ?? [])] };
}

/**
 * Stores the window's message ids, and withdraws the claims of people whose letter SES did not
 * take.
 */
async function keepAnswers(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  {
    settled,
    lease: { owner },
    before,
  }: { readonly settled: readonly Settled[]; readonly lease: Lease; readonly before: Progress },
): Promise<void> {
  const messages = new Map(
    settled.flatMap(({ position, outcome, at }) =>
      outcome.kind === "accepted"
        ? [[position, { messageId: outcome.messageId, at }] as const]
        : [],
    ),
  );
  const refused = at(settled, notTaken);
  const giveBack = async () => {
    if (await unclaim(pipeline.table, edition.id, batch.id, { positions: refused, owner })) return;
    // Another worker has the batch now. A claim is still ours unless a decision has released that
    // person.
    const onceClaimed = refused.filter(
      position => !before.released.has(position) && !before.retried.has(position),
    );
    if (onceClaimed.length > 0)
      await unclaimUnreleased(pipeline.table, edition.id, batch.id, onceClaimed);
  };
  await Promise.all([
    keepMessages(pipeline.table, edition.id, batch.id, messages),
    refused.length > 0 && giveBack(),
  ]);
}

/** After SES refused: pauses briefly, or stops if a pause does not help. */
async function pauseOrStop(
  pipeline: Pipeline,
  edition: Edition,
  settled: readonly Settled[],
): Promise<SendWindowsOutcome | undefined> {
  const outcomes = settled.map(each => each.outcome);
  const halted = outcomes.find(outcome => outcome.kind === "halted");
  if (halted) {
    const reason = { code: "ses-refused", answer: halted.answer } as const;
    await holdEdition(pipeline, sending(edition), reason, clockBy("account"));
    return { kind: "stopped", reason: reason.code };
  }
  if (outcomes.some(outcome => outcome.kind === "quota-spent"))
    return quotaIsSpent(pipeline, edition);
  if (outcomes.some(outcome => outcome.kind === "throttled")) await pipeline.sleep(throttlePauseMs);
  return undefined;
}

async function quotaIsSpent(pipeline: Pipeline, edition: Edition): Promise<SendWindowsOutcome> {
  const reason = { code: "quota-spent" } as const;
  if (edition.plan) await restEdition(pipeline, edition.id);
  else await holdEdition(pipeline, sending(edition), reason, clockBy("quota"));
  return { kind: "stopped", reason: reason.code };
}

const sending = ({ id }: Edition) => ({ id, status: "sending" }) as const;

const throttlePauseMs = 1_000;

function at(settled: readonly Settled[], kinds: readonly Settled["outcome"]["kind"][]): number[] {
  return settled.filter(each => kinds.includes(each.outcome.kind)).map(each => each.position);
}

function measureWindow(pipeline: Pipeline, settled: readonly Settled[], rejected: number): void {
  pipeline.measure("accepted", at(settled, ["accepted"]).length);
  pipeline.measure("rejected", rejected);
  pipeline.measure("throttled", at(settled, ["throttled", "quota-spent"]).length);
}
