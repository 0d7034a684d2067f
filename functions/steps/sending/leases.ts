import type { Limits, Pipeline } from "../pipeline.ts";

/** The longest that one window may last (milliseconds): so soon a stop is honoured. */
export const longestWindowMs = 2_000;

/**
 * Milliseconds that a worker waits for the first of its places at the most. A worker that waited longer than its lease lasts would be taken
 * for dead, and the places be wasted.
 */
export function longestWaitMs({ submitTimeout, slack }: Limits): number {
  return submitTimeout + slack / 2;
}

/** The end of a lease (epoch milliseconds): the answer to a window's last submission comes within it, or is taken for none. */
export function leaseEnd({ submitTimeout, slack }: Limits, last: number, now: number): number {
  return Math.max(last, now) + submitTimeout + slack;
}

/** Milliseconds beyond which no lease reaches into the future. At a low rate a window's only place may be later than it should. */
export function longestLeaseMs(limits: Limits): number {
  return longestWaitMs(limits) + 2 * longestWindowMs + limits.submitTimeout + limits.slack;
}

/**
 * Whether a lease is over that ends at `until` (epoch milliseconds). One that reaches into the future ends all the same once this process's
 * monotonic clock has seen it unchanged for a whole lease: the clock of the worker, or of this process, was set meanwhile.
 */
export function isLeaseOver(
  { now, monotonic, sightings, limits }: Pick<Pipeline, "now" | "monotonic" | "sightings" | "limits">,
  name: string,
  until: number,
): boolean {
  return until <= now() || sightings.unchangedFor(name, until, monotonic()) >= longestLeaseMs(limits);
}

/** A pipeline whose clock goes steadily from this instant on, though the machine's clock be set. */
export function steady(pipeline: Pipeline): Pipeline {
  const offset = pipeline.now() - pipeline.monotonic();
  const now = () => Math.floor(pipeline.monotonic() + offset);
  // Its properties, not their values: those of keys throw in a function that was not given them.
  return Object.defineProperties({} as Pipeline, {
    ...Object.getOwnPropertyDescriptors(pipeline),
    now: { value: now, enumerable: true },
  });
}
