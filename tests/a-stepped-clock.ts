import { onTestFinished } from "vitest";

export type SteppedClock = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

/**
 * A clock that takes small steps, and wakes every due sleeper before it takes the next one. On a
 * busy machine it is slow, but no sleeper wakes up late: so a test may say when things happen.
 */
export function aSteppedClock(stepMs = 3): SteppedClock {
  let now = Date.now();
  const sleepers = new Map<() => void, number>();
  const ticking = setInterval(() => {
    now += stepMs;
    for (const [wake, due] of sleepers) {
      if (due > now) continue;
      sleepers.delete(wake);
      wake();
    }
  }, 1);
  onTestFinished(() => clearInterval(ticking));
  return {
    now: () => now,
    sleep: milliseconds =>
      milliseconds > 0
        ? new Promise(wake => sleepers.set(wake, now + milliseconds))
        : Promise.resolve(),
  };
}
