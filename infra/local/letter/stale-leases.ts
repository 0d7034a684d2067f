import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { endLease, listProgress } from "../../../functions/store/progress.ts";

/** Milliseconds that a worker's lease can reach beyond its submissions: a window's places lie so far ahead at most. */
const windowMs = 10_000;

/** The longest that a lease can reach into the future, by the clock that it was written with (milliseconds). */
export function longestLease({ submitTimeout, slack }: Pipeline["limits"]): number {
  return 2 * (submitTimeout + slack) + windowMs;
}

/**
 * Gives a function that ends the leases which reach further into the future than any worker's can: they were written while the clock
 * was ahead. It ends one once `monotonicMs` has seen it unchanged for a whole lease, so that a worker that lives has made it longer.
 */
export function createLeaseWatch(pipeline: Pipeline, monotonicMs: () => number): (edition: string) => Promise<number> {
  const { table, limits, now } = pipeline;
  let seen = new Map<string, { readonly leaseUntil: number; readonly since: number }>();
  return async edition => {
    const still: typeof seen = new Map();
    let ended = 0;
    for await (const { batch, progress } of listProgress(table, edition)) {
      const { leaseUntil } = progress;
      if (leaseUntil <= now() + longestLease(limits)) continue;
      const before = seen.get(batch);
      const first = before?.leaseUntil === leaseUntil ? before : { leaseUntil, since: monotonicMs() };
      if (monotonicMs() - first.since < longestLease(limits)) still.set(batch, first);
      else if (await endLease(table, edition, batch, leaseUntil)) ended++;
    }
    seen = still;
    if (ended > 0) pipeline.log("leases-of-another-clock-ended", { edition, batches: ended });
    return ended;
  };
}
