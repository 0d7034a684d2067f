import type { Limits, Pipeline } from "../pipeline.ts";

/** The longest duration of a window. A stop takes effect within this time. */
export const longestWindowMs = 2_000;

/**
 * The longest time that a worker waits for its first place. After a longer wait its lease would
 * end, another worker would take over, and the places would be lost.
 */
export function longestWaitMs({ submitTimeoutMs, slackMs }: Limits): number {
  return submitTimeoutMs + slackMs / 2;
}

/**
 * Returns the end of a lease (epoch milliseconds). By then SES has answered the window's last
 * submission, or the worker no longer waits.
 */
export function leaseEnd({ submitTimeoutMs, slackMs }: Limits, last: number, now: number): number {
  return Math.max(last, now) + submitTimeoutMs + slackMs;
}

/**
 * Returns the longest time from now to the end of any lease. At a low rate, a window's only place
 * may be later than planned.
 */
export function longestLeaseMs(limits: Limits): number {
  return longestWaitMs(limits) + 2 * longestWindowMs + limits.submitTimeoutMs + limits.slackMs;
}

/**
 * Returns whether the lease that ends at `until` (epoch milliseconds) is over. A lease that ends in
 * the future is also over if this process has seen it unchanged for the longest lease, by its
 * monotonic clock. In that case the clock of the worker, or of this process, was set.
 */
export function isLeaseOver(
  {
    now,
    monotonic,
    sightings,
    limits,
  }: Pick<Pipeline, "now" | "monotonic" | "sightings" | "limits">,
  name: string,
  until: number,
): boolean {
  return (
    until <= now() || sightings.unchangedFor(name, until, monotonic()) >= longestLeaseMs(limits)
  );
}

/**
 * Returns a pipeline with a clock that runs steadily from now on, even if the machine's clock is
 * set.
 */
export function steady(pipeline: Pipeline): Pipeline {
  const offset = pipeline.now() - pipeline.monotonic();
  const now = () => Math.floor(pipeline.monotonic() + offset);
  // Copies property descriptors, not values: the getters of missing keys throw.
  return Object.defineProperties({} as Pipeline, {
    ...Object.getOwnPropertyDescriptors(pipeline),
    now: { value: now, enumerable: true },
  });
}
