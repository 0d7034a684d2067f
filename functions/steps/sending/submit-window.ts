import type { Edition } from "../../core/bulletins/edition.ts";
import { parseSender } from "../../core/people/senders/sender.ts";
import { periodMs, slowedDown, spacingMsOf, turnAt } from "../../core/sending/pace.ts";
import type { SubmitOutcome } from "../../core/sending/sending-problem.ts";
import { TooLate } from "../../mail/submit-message.ts";
import type { Lease } from "../../store/ledger/batch-progress.ts";
import type { Batch } from "../../store/ledger/batches.ts";
import type { Pipeline } from "../pipeline.ts";
import { editionComposer } from "./edition-composer.ts";
import type { Claim } from "./prepare-window.ts";

/**
 * The outcome of one claim, and its time (epoch milliseconds). "late": nothing was submitted,
 * because the place on the calendar or the lease had passed.
 */
export type Settled = {
  readonly position: number;
  readonly outcome: SubmitOutcome | { readonly kind: "late" };
  readonly at: number;
};

/**
 * A calendar period is this much longer than a second. A window that is later than this could
 * overfill another second.
 */
const spareMs = periodMs - 1_000;

/**
 * Returns whether the window has missed its places although this process is not busy. In that case
 * the table was slow, and the letters would come on top of another worker's. A busy process is late
 * with everything, so it is slower than its places anyway.
 */
function hasMissedItsPlaces({ tempo, now }: Pipeline, claims: readonly Claim[]): boolean {
  const lateMs = now() - (claims[0]?.at ?? now());
  return lateMs > spareMs && tempo.lagMs < lateMs / 2;
}

/** What a worker has claimed, and how it may submit it. */
export type ClaimedWindow = {
  readonly claims: readonly Claim[];
  readonly lease: Lease;
  readonly maxSendRate: number;
  readonly mayBeLate: boolean;
  /**
   * The machine's clock (epoch milliseconds), which other workers use. The pipeline's own clock is
   * the window's.
   */
  readonly machineNow: () => number;
};

/**
 * Submits each claim at its instant, or as soon afterwards as this process's pace allows. If
 * `mayBeLate`, does not submit a window that missed its places.
 */
export async function submitWindow(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  { claims, lease, maxSendRate, mayBeLate, machineNow }: ClaimedWindow,
): Promise<Settled[]> {
  const { tempo, limits } = pipeline;
  const compose = await editionComposer(pipeline, edition);
  const source = parseSender(edition.sender.from)?.address ?? "";
  const spacingMs = spacingMsOf(maxSendRate);
  if (mayBeLate && hasMissedItsPlaces(pipeline, claims))
    return claims.map(({ position }) => ({
      position,
      outcome: { kind: "late" },
      at: pipeline.now(),
    }));
  /** From the monotonic clock of `lastTurn` to the window's clock. */
  const offset = pipeline.now() - pipeline.monotonic();
  const isInLease = () =>
    Math.max(pipeline.now(), machineNow()) + limits.submitTimeoutMs <= lease.until;
  const submitAt = async ({ position, person, at }: Claim): Promise<Settled> => {
    const turn = turnAt(tempo.lastTurn + offset, at, pipeline.now(), spacingMs);
    tempo.lastTurn = turn - offset;
    await pipeline.sleep(Math.max(0, turn - pipeline.now()));
    if (!isInLease()) return { position, outcome: { kind: "late" }, at: pipeline.now() };
    const message = {
      data: compose(person, `${edition.id}.${batch.id}.${position}`),
      source,
      destination: person.email,
      place: { edition: edition.id, batch: batch.id, position },
      configurationSet: pipeline.configurationSet,
      mayStillGo: isInLease,
    };
    const outcome = await pipeline.submit(message).catch((error: unknown) => {
      if (error instanceof TooLate) return { kind: "late" } as const;
      throw error;
    });
    return { position, outcome, at: pipeline.now() };
  };
  const settled = await Promise.all(
    claims.map(async claim => {
      await pipeline.sleep(Math.max(0, claim.at - pipeline.now()));
      return tempo.atATime(submitAt, claim);
    }),
  );
  if (settled.some(({ outcome }) => outcome.kind === "throttled"))
    tempo.share = slowedDown(tempo.share, pipeline.monotonic());
  return settled;
}
