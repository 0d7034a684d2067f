import type { Edition } from "../../core/bulletins/edition.ts";
import { parseSender } from "../../core/people/sender.ts";
import { periodMs, slowedDown, spacingOf, turnAt } from "../../core/sending/pace.ts";
import type { SubmitOutcome } from "../../core/sending/sending-problem.ts";
import { TooLate } from "../../mail/submit-message.ts";
import type { Lease } from "../../store/ledger/batch-progress.ts";
import type { Batch } from "../../store/ledger/batches.ts";
import type { Pipeline } from "../pipeline.ts";
import { editionComposer } from "./edition-composer.ts";
import type { Claim } from "./prepare-window.ts";

/** What became of one claim, and when (epoch milliseconds). "late": SES was not asked, since the place on the calendar was gone, or the lease. */
export type Settled = {
  readonly position: number;
  readonly outcome: SubmitOutcome | { readonly kind: "late" };
  readonly at: number;
};

/** Milliseconds that the calendar's periods are longer than a second: what is later than that may make another second too full. */
const spare = periodMs - 1_000;

/**
 * Whether the window has missed its places although this process is not busy: the table kept it waiting, and it would come on top of
 * another worker's letters. A busy process is late with everything, and so is slower than its places anyway.
 */
function hasMissedItsPlaces({ tempo, now }: Pipeline, claims: readonly Claim[]): boolean {
  const late = now() - (claims[0]?.at ?? now());
  return late > spare && tempo.lagMs < late / 2;
}

export type WindowOptions = {
  readonly maxSendRate: number;
  readonly mayBeLate: boolean;
  /** The machine's clock (epoch milliseconds), which others go by: the pipeline's own is the window's. */
  readonly machineNow: () => number;
};

/** Submits each claim at its instant, or as soon afterwards as this process's pace allows. Where it `mayBeLate`, a window that missed its places is not submitted. */
export async function submitWindow(
  pipeline: Pipeline,
  edition: Edition,
  batch: Batch,
  claims: readonly Claim[],
  lease: Lease,
  { maxSendRate, mayBeLate, machineNow }: WindowOptions,
): Promise<Settled[]> {
  const { tempo, limits } = pipeline;
  const compose = await editionComposer(pipeline, edition);
  const source = parseSender(edition.sender.from)?.address ?? "";
  const spacing = spacingOf(maxSendRate);
  if (mayBeLate && hasMissedItsPlaces(pipeline, claims))
    return claims.map(({ position }) => ({ position, outcome: { kind: "late" }, at: pipeline.now() }));
  /** From the monotonic clock, in which turns are kept, to the window's. */
  const offset = pipeline.now() - pipeline.monotonic();
  const isInLease = () => Math.max(pipeline.now(), machineNow()) + limits.submitTimeout <= lease.until;
  const submitAt = async ({ position, person, at }: Claim): Promise<Settled> => {
    const turn = turnAt(tempo.lastTurn + offset, at, pipeline.now(), spacing);
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
  if (settled.some(({ outcome }) => outcome.kind === "throttled")) tempo.share = slowedDown(tempo.share, pipeline.monotonic());
  return settled;
}
