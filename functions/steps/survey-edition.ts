import type { Edition } from "../core/edition.ts";
import { type Extent, type Progress, positionsStanding, standingOf, unclaimed } from "../core/progress.ts";
import { listProgress } from "../store/progress.ts";
import type { Pipeline } from "./pipeline.ts";

/** A batch with people whom SES may have or may not. `positions`: those who were not sent to twice already. */
export type Doubt = {
  readonly batch: string;
  readonly people: number;
  readonly positions: readonly number[];
  readonly claimedAt: number;
};

/** How an edition stands, as far as its batches are not settled. */
export type Survey = {
  /** The end of the settled run. */
  readonly settled: Edition["settled"];
  /** Batches with people left whose worker let its lease end: it is dead, or was cut off. */
  readonly abandoned: readonly { readonly batch: string; readonly leaseUntil: number }[];
  readonly doubts: readonly Doubt[];
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
export async function surveyEdition(pipeline: Pick<Pipeline, "table" | "now">, edition: Edition): Promise<Survey> {
  const now = pipeline.now();
  let settled = edition.settled;
  const abandoned: Survey["abandoned"][number][] = [];
  const doubts: Doubt[] = [];
  let isWorkedOn = false;
  let beyond = 0;
  let open = 0;
  for await (const { batch, progress } of listProgress(pipeline.table, edition.id, { after: settled?.batch })) {
    const { extent, leaseUntil } = progress;
    if (!extent) continue;
    const { size, through } = extent;
    if (leaseUntil > now) isWorkedOn = true;
    else if (leaseUntil > 0 && unclaimed(progress, size).length > 0) abandoned.push({ batch, leaseUntil });
    const uncertain = positionsStanding(progress, size, "uncertain", now);
    const pending = positionsStanding(progress, size, "pending", now).length;
    if (uncertain.length > 0) {
      const positions = uncertain.filter(position => !progress.released.has(position));
      doubts.push({ batch, people: uncertain.length, positions, claimedAt: progress.claimedAt });
    }
    if (follows(settled, extent) && isSettled(progress, size, now)) settled = { batch, through };
    else {
      beyond += size;
      open += pending;
    }
  }
  const untouched = Math.max(0, edition.audience - (settled?.through ?? 0) - beyond);
  const left = doubts.reduce((sum, { people }) => sum + people, 0);
  return {
    ...{ settled, abandoned, doubts, isWorkedOn, pending: untouched + open },
    mark: `${edition.status} ${settled?.through ?? 0} ${untouched + open} ${left}`,
  };
}

/** Whether a batch is the next one after the settled run. */
function follows(settled: Edition["settled"], { size, through }: Extent): boolean {
  return through - size === (settled?.through ?? 0);
}

function isSettled(progress: Progress, size: number, now: number): boolean {
  for (let position = 0; position < size; position++) {
    const standing = standingOf(progress, position, now);
    if (standing === "pending" || standing === "uncertain") return false;
  }
  return true;
}
