/** Keeps an account's limits; every time is epoch milliseconds. */
export type Pace = {
  /** Takes the right to accept one message now; or says which limit forbids it. */
  take(now: number): "taken" | "too fast" | "quota used up";
  sentLast24Hours(now: number): number;
  /** All messages ever taken. */
  sentEver(): number;
  /** The most messages taken in any second, wherever that second begins. */
  sentInAnySecond(): number;
};

const second = 1_000;
const day = 24 * 60 * 60 * second;

/**
 * At most `maxSendRate` messages in any second wherever it begins (rates below one: one message in 1/rate seconds), and at most
 * `max24HourSend` in any 24 hours. `earlier` holds when messages were accepted before, oldest first.
 */
export function createPace(limits: { maxSendRate: number; max24HourSend: number }, earlier: readonly number[] = []): Pace {
  const burst = Math.max(1, Math.floor(limits.maxSendRate));
  const span = limits.maxSendRate >= 1 ? second : second / limits.maxSendRate;
  const inSpan = slidingCount(span, earlier);
  const inSecond = slidingCount(second, earlier);
  const inDay = slidingCount(day, earlier);
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

/** How many of the times added lie within the last `span` milliseconds. */
function slidingCount(span: number, earlier: readonly number[]) {
  let times = earlier.slice();
  let head = 0; // Times before this index have left the span; they are dropped when they are half of all.
  return {
    add(time: number): void {
      times.push(time);
    },
    count(now: number): number {
      while (head < times.length && (times[head] ?? 0) <= now - span) head++;
      if (head > 1_024 && head * 2 > times.length) {
        times = times.slice(head);
        head = 0;
      }
      return times.length - head;
    },
  };
}
