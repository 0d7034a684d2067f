/** Waits before a request is repeated. `tried`: how often it was sent without success, from 1. */
export type BackOff = (tried: number) => Promise<void>;

/** How often a request without success is sent. All waits together are at most 15 seconds. */
export const maxTries = 10;
const firstWaitMs = 40;
const maxWaitMs = 5_000;

/**
 * Exponential back-off with full jitter, so that processes that were refused together do not come
 * back together: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitter(world: {
  /** From 0 to 1. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}): BackOff {
  return tried => world.sleep(world.random() * Math.min(maxWaitMs, firstWaitMs * 2 ** (tried - 1)));
}
