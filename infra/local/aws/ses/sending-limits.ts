/** Enforces an account's limits. Every time is in epoch milliseconds. */
export type Pace = {
  /** Counts one message as accepted now, or returns the limit that forbids it. */
  take(now: number): "taken" | "too fast" | "quota used up";
  sentLast24Hours(now: number): number;
  /** The number of messages ever accepted. */
  sentEver(): number;
  /** The most messages accepted in any second since the start, wherever that second begins. */
  sentInAnySecond(): number;
};

const secondMs = 1_000;
const dayMs = 24 * 60 * 60 * secondMs;

/**
 * Allows at most `maxSendRate` messages in any second, wherever it begins, and at most
 * `max24HourSend` in any 24 hours. A rate below one allows one message in 1/rate seconds. `earlier`
 * holds the times of messages accepted before, oldest first.
 */
export function createPace(
  limits: { maxSendRate: number; max24HourSend: number },
  earlier: readonly number[] = [],
): Pace {
  const burst = Math.max(1, Math.floor(limits.maxSendRate));
  const spanMs = limits.maxSendRate >= 1 ? secondMs : secondMs / limits.maxSendRate;
  const inSpan = slidingCount(spanMs, earlier);
  const inSecond = slidingCount(secondMs, earlier);
  const inDay = slidingCount(dayMs, earlier);
  let highest = 0;
  let ever = earlier.length;
  return {
    take(now) {
      if (inDay.count(now) >= Math.floor(limits.max24HourSend)) return "quota used up";
      if (limits.maxSendRate <= 0 || inSpan.count(now) >= burst) return "too fast";
      for (const window of [inSpan, inSecond, inDay]) window.add(now);
      ever++;
      highest = Math.max(highest, inSecond.count(now));
      return "taken";
    },
    sentLast24Hours: now => inDay.count(now),
    sentEver: () => ever,
    sentInAnySecond: () => highest,
  };
}

/** Counts the added times within the last `spanMs`. */
function slidingCount(spanMs: number, earlier: readonly number[]) {
  let times = earlier.slice();
  let head = 0; // Times before this index have left the span. They are dropped once they are half of all.
  return {
    add(time: number): void {
      times.push(time);
    },
    count(now: number): number {
      while (head < times.length && (times[head] ?? 0) <= now - spanMs) head++;
      if (head > 1_024 && head * 2 > times.length) {
        times = times.slice(head);
        head = 0;
      }
      return times.length - head;
    },
  };
}
