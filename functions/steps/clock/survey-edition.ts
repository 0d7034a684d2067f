import type { Edition } from "../../core/bulletins/edition.ts";
import {
  type Extent,
  isPassed,
  type Progress,
  positionsStanding,
  unclaimed,
} from "../../core/ledger/progress.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import type { Pipeline } from "../pipeline.ts";
import { isLeaseOver, longestLeaseMs } from "../sending/leases.ts";
import { listeningSince } from "./listen.ts";

/** People whose letter SES may or may not have. */
export type Doubts = {
  readonly people: number;
  /**
   * People whose grace is over. It starts at the claim and runs only while SES's events are
   * received.
   */
  readonly due: number;
  /** The latest claim among them (epoch milliseconds). */
  readonly claimedAt: number;
  /** Since when SES's events are received without a gap (epoch milliseconds). */
  readonly since: number;
};

type World = Pick<Pipeline, "table" | "now" | "monotonic" | "sightings" | "limits">;

/**
 * The start of a grace besides each claim: `since`, the start of listening (epoch milliseconds).
 */
export type Patience = { readonly graceMs: number; readonly since: number };

/** The state of an edition's batches that are not settled. */
export type Survey = {
  /** The end of the settled run. */
  readonly settled: Edition["settled"];
  /**
   * Batches whose worker is dead or cut off: the lease ended with people left. Includes leases that
   * end too far in the future, set by a wrong clock.
   */
  readonly abandoned: readonly { readonly batch: string; readonly leaseUntil: number }[];
  /** Batches with people in doubt and a claim in the future: a clock that ran ahead wrote it. */
  readonly ahead: readonly { readonly batch: string; readonly claimedAt: number }[];
  readonly doubts: Doubts;
  /** Whether a worker holds any batch. */
  readonly isWorkedOn: boolean;
  /** Number of pending people. */
  readonly pending: number;
  /** A text that changes with every progress of the edition. */
  readonly mark: string;
};

/**
 * Reads the batches after the settled run that a worker has touched. They are few, however large
 * the audience is. A batch without a progress item is untouched.
 */
export async function surveyEdition(pipeline: World, edition: Edition): Promise<Survey> {
  const now = pipeline.now();
  let settled = edition.settled;
  const abandoned: Survey["abandoned"][number][] = [];
  const ahead: Survey["ahead"][number][] = [];
  const since = await listeningSince(pipeline);
  const patience = { graceMs: pipeline.limits.graceMs, since };
  let doubts: Doubts = { people: 0, due: 0, claimedAt: 0, since };
  let isWorkedOn = false;
  let beyond = 0;
  let open = 0;
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id, {
    after: settled?.batch,
  })) {
    const { extent, leaseUntil } = progress;
    if (!extent) continue;
    const { size, through } = extent;
    const isOver =
      leaseUntil <= now || isLeaseOver(pipeline, `lease ${edition.id} ${batch}`, leaseUntil);
    if (!isOver) isWorkedOn = true;
    else if (leaseUntil > now || (leaseUntil > 0 && unclaimed(progress, size).length > 0))
      abandoned.push({ batch, leaseUntil });
    const doubt = doubtsOf(progress, patience, now);
    doubts = withDoubts(doubts, progress, doubt);
    if (doubt.positions.length > 0 && progress.claimedAt > now + longestLeaseMs(pipeline.limits))
      ahead.push({ batch, claimedAt: progress.claimedAt });
    const pending = positionsStanding(progress, size, "pending", now).length;
    if (follows(settled, extent) && isPassed(progress, size, now)) settled = { batch, through };
    else {
      beyond += size;
      open += pending;
    }
  }
  const untouched = Math.max(0, edition.audience - (settled?.through ?? 0) - beyond);
  return {
    settled,
    abandoned,
    ahead,
    doubts,
    isWorkedOn,
    pending: untouched + open,
    mark: `${edition.status} ${settled?.through ?? 0} ${untouched + open} ${doubts.people}`,
  };
}

/** Returns the end of a claim's grace (epoch milliseconds). */
export function graceEnd(
  { claimedAt }: Pick<Progress, "claimedAt">,
  { graceMs, since }: Patience,
): number {
  return Math.max(claimedAt, since) + graceMs;
}

/** Returns the positions of a batch that are in doubt, and whether their grace is over. */
export function doubtsOf(progress: Progress, patience: Patience, now: number) {
  const positions = progress.extent
    ? positionsStanding(progress, progress.extent.size, "uncertain", now)
    : [];
  return { positions, isDue: graceEnd(progress, patience) <= now };
}

function withDoubts(
  sum: Doubts,
  { claimedAt }: Progress,
  { positions, isDue }: ReturnType<typeof doubtsOf>,
): Doubts {
  if (positions.length === 0) return sum;
  return {
    ...sum,
    people: sum.people + positions.length,
    due: sum.due + (isDue ? positions.length : 0),
    claimedAt: Math.max(sum.claimedAt, claimedAt),
  };
}

/** Returns whether a batch is the next one after the settled run. */
function follows(settled: Edition["settled"], { size, through }: Extent): boolean {
  return through - size === (settled?.through ?? 0);
}
