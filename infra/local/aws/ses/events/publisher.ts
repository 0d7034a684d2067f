import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../faults.ts";

const maxRemembered = 1_000;
const [firstRetryMs, lastRetryMs] = [50, 2_000];

/** How events are gathered for `publish`. */
export type Gathering = {
  /** The most events of one call. */
  readonly atMost: number;
  /** The most calls at a time. */
  readonly calls: number;
  /** How long events wait for others. */
  readonly waitMs: number;
};

/** For a queue: SQS takes ten messages at a time. */
export const forQueue: Gathering = { atMost: 10, calls: 4, waitMs: 10 };

export type Publisher = {
  /**
   * Notes that message `number` is in the journal. `events` returns the same as `eventsOf`, without
   * reading the disk.
   */
  accepted(number: number, events: () => readonly string[]): void;
  /**
   * Publishes all events, without delays. Returns false if that fails or takes longer than
   * `withinMs`.
   */
  drain(withinMs: number): Promise<boolean>;
  /** Whether nothing is left to publish now. */
  hasPublishedAll(): boolean;
  /** Whether a fault has suppressed an event. */
  hasLostEvents(): boolean;
  /** Stops publishing at once. */
  abandon(): void;
};

/**
 * Publishes the events of all messages in the journal from number `from` on, in the background.
 * Reads the journal instead of keeping a queue. So a slow `publish`, or publishing again after a
 * kill, needs no memory.
 */
export function startPublisher(options: {
  readonly from: number;
  readonly length: () => number;
  readonly eventsOf: (number: number) => readonly string[];
  readonly publish: (events: readonly string[]) => Promise<void>;
  readonly gathering: Gathering;
  readonly faults: Faults;
}): Publisher {
  const { atMost, calls, waitMs } = options.gathering;
  const remembered = new Map<number, () => readonly string[]>();
  let next = options.from;
  let due: string[] = [];
  const late = new Set<number>();
  const ripe: number[] = [];
  let publishing = 0;
  let timer: NodeJS.Timeout | undefined;
  let draining = false;
  let abandoned = false;
  let hasLost = false;

  const setDue = (number: number): void => {
    const events = remembered.get(number)?.() ?? options.eventsOf(number);
    remembered.delete(number);
    for (const event of events) {
      if (options.faults.strikes("loseEvents")) {
        hasLost = true;
        continue;
      }
      due.push(event);
      if (options.faults.strikes("doubleEvents")) due.push(event);
    }
  };
  const delayMessage = (number: number, ms: number): void => {
    late.add(number);
    setTimeout(() => {
      if (!late.delete(number)) return;
      ripe.push(number);
      wake();
    }, ms).unref();
  };
  const gather = (): void => {
    while (due.length < atMost) {
      const number = ripe.shift();
      if (number !== undefined) setDue(number);
      else if (next >= options.length()) return;
      else {
        const ms = draining ? 0 : options.faults.delay("delayEventsMs");
        if (ms > 0) delayMessage(next++, ms);
        else setDue(next++);
      }
    }
  };
  const publishBatch = async (batch: readonly string[]): Promise<void> => {
    for (let pause = firstRetryMs; !abandoned; pause = Math.min(pause * 2, lastRetryMs)) {
      try {
        return await options.publish(batch);
      } catch {
        await sleep(pause, undefined, { ref: false });
      }
    }
  };
  /** Publishes full batches, and with `partial` also the last events that do not fill a batch. */
  const pump = (partial: boolean): void => {
    while (publishing < calls && !abandoned) {
      gather();
      if (due.length === 0 || (due.length < atMost && !partial)) break;
      const batch = due.slice(0, atMost);
      due = due.slice(atMost);
      publishing++;
      void publishBatch(batch).then(() => {
        publishing--;
        pump(false);
        wake();
      });
    }
  };
  /** Waits a little, so that batches fill and answers to clients come first. */
  function wake(): void {
    if (abandoned) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      pump(true);
    }, waitMs);
  }

  const isIdle = () =>
    publishing === 0 && due.length === 0 && ripe.length === 0 && next >= options.length();

  if (next < options.length()) wake();
  return {
    accepted(number, events) {
      if (remembered.size < maxRemembered) remembered.set(number, events);
      wake();
    },
    async drain(withinMs) {
      draining = true;
      for (const number of late) ripe.push(number);
      late.clear();
      const deadline = performance.now() + withinMs;
      while (!isIdle()) {
        if (performance.now() > deadline) return false;
        pump(true);
        await sleep(2);
      }
      return true;
    },
    hasPublishedAll: () => isIdle() && late.size === 0,
    hasLostEvents: () => hasLost,
    abandon() {
      abandoned = true;
      clearTimeout(timer);
    },
  };
}
