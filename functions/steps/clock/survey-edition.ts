import type { Edition } from "../../core/bulletins/edition.ts";
import { type Extent, isPassed, type Progress, positionsStanding, unclaimed } from "../../core/ledger/progress.ts";
import { listProgress } from "../../store/ledger/batch-progress.ts";
import type { Pipeline } from "../pipeline.ts";
import { isLeaseOver, longestLeaseMs } from "../sending/leases.ts";
import { listeningSince } from "./listen.ts";

/** People whom SES may have or may not. */
export type Doubts = {
  readonly people: number;
  /** Of them those for whom the grace is over: it counts from the claim, and only while SES's events are received. */
  readonly due: number;
  /** Epoch milliseconds of the latest claim among them. */
  readonly claimedAt: number;
  /** Epoch milliseconds since when SES's events are received without a gap. */
  readonly since: number;
};

type World = Pick<Pipeline, "table" | "now" | "monotonic" | "sightings" | "limits">;

/** What a grace counts from: the listening, in epoch milliseconds, besides each claim. */
export type Patience = { readonly graceMs: number; readonly since: number };

/** How an edition stands, as far as its batches are not settled. */
export type Survey = {
  /** The end of the settled run. */
  readonly settled: Edition["settled"];
  /** Batches with people left whose worker let its lease end: it is dead, or was cut off. And those whose lease ends in no way but this. */
  readonly abandoned: readonly { readonly batch: string; readonly leaseUntil: number }[];
  /** Batches with people in doubt whose claim lies in the future: it was written by a clock that ran ahead. */
  readonly ahead: readonly { readonly batch: string; readonly claimedAt: number }[];
  readonly doubts: Doubts;
  /** Whether some worker holds a batch. */
  readonly isWorkedOn: boolean;
  /** People who are pending. */
  readonly pending: number;
  /** Changes with whatever becomes of anybody. */
  readonly mark: string;
};

/**
 * Looks at the batches after an edition's settled run that any worker has touched: a few, however large the audience. Untouched ones
 * are known by their absence.
 */
export async function surveyEdition(pipeline: World, edition: Edition): Promise<Survey> {
  const now = pipeline.now();
  let settled = edition.settled;
  const abandoned: Survey["abandoned"][number][] = [];
  const ahead: Survey["ahead"][number][] = [];
  const since = await listeningSince(pipeline);
  const patience = { graceMs: pipeline.limits.grace, since };
  let doubts: Doubts = { people: 0, due: 0, claimedAt: 0, since };
  let isWorkedOn = false;
  let beyond = 0;
  let open = 0;
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id, { after: settled?.batch })) {
    const { extent, leaseUntil } = progress;
    if (!extent) continue;
    const { size, through } = extent;
    const isOver = leaseUntil <= now || isLeaseOver(pipeline, `lease ${edition.id} ${batch}`, leaseUntil);
    if (!isOver) isWorkedOn = true;
    else if (leaseUntil > now || (leaseUntil > 0 && unclaimed(progress, size).length > 0)) abandoned.push({ batch, leaseUntil });
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
    ...{ settled, abandoned, ahead, doubts, isWorkedOn, pending: untouched + open },
    mark: `${edition.status} ${settled?.through ?? 0} ${untouched + open} ${doubts.people}`,
  };
}

/** The end of the grace of a claim (epoch milliseconds). */
export function graceEnd({ claimedAt }: Pick<Progress, "claimedAt">, { graceMs, since }: Patience): number {
  return Math.max(claimedAt, since) + graceMs;
}

/** The positions of a batch that are in doubt, and whether the grace for them is over. */
export function doubtsOf(progress: Progress, patience: Patience, now: number) {
  const positions = progress.extent ? positionsStanding(progress, progress.extent.size, "uncertain", now) : [];
  return { positions, isDue: graceEnd(progress, patience) <= now };
}

function withDoubts(sum: Doubts, { claimedAt }: Progress, { positions, isDue }: ReturnType<typeof doubtsOf>): Doubts {
  if (positions.length === 0) return sum;
  return {
    ...sum,
    people: sum.people + positions.length,
    due: sum.due + (isDue ? positions.length : 0),
    claimedAt: Math.max(sum.claimedAt, claimedAt),
  };
}

/** Whether a batch is the next one after the settled run. */
function follows(settled: Edition["settled"], { size, through }: Extent): boolean {
  return through - size === (settled?.through ?? 0);
}
