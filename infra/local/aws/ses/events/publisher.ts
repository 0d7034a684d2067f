import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../faults.ts";

const mostEventsInBatch = 10; // SQS takes no more.
const mostPublishing = 4;
const mostRemembered = 1_000;
const gatherMs = 10;
const [firstRetryMs, lastRetryMs] = [50, 2_000];

export type Publisher = {
  /** Says that message `number` is in the journal. `events` makes what `eventsOf` would, without a look at the disk. */
  accepted(number: number, events: () => readonly string[]): void;
  /** Publishes all there is, delays not kept; false if that did not succeed within so many milliseconds. */
  drain(withinMs: number): Promise<boolean>;
  /** Nothing is left to publish at this moment. */
  hasPublishedAll(): boolean;
  /** A fault has kept an event from being published. */
  hasLostEvents(): boolean;
  /** Publishes nothing more. */
  abandon(): void;
};

/**
 * Publishes the events of all messages of the journal from number `from` on, in the background. It walks the journal rather than
 * keep a queue, so that a slow `publish`, or all that is published again after a kill, costs no memory.
 */
export function startPublisher(options: {
  readonly from: number;
  readonly length: () => number;
  readonly eventsOf: (number: number) => readonly string[];
  readonly publish: (events: readonly string[]) => Promise<void>;
  readonly faults: Faults;
}): Publisher {
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
    while (due.length < mostEventsInBatch) {
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
  /** Publishes full batches; what does not fill one only if `partial`. */
  const pump = (partial: boolean): void => {
    while (publishing < mostPublishing && !abandoned) {
      gather();
      if (due.length === 0 || (due.length < mostEventsInBatch && !partial)) break;
      const batch = due.slice(0, mostEventsInBatch);
      due = due.slice(mostEventsInBatch);
      publishing++;
      void publishBatch(batch).then(() => {
        publishing--;
        pump(false);
        wake();
      });
    }
  };
  /** Waits a little, so that batches fill; never in the way of an answer. */
  function wake(): void {
    if (abandoned) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      pump(true);
    }, gatherMs);
  }

  const isIdle = () => publishing === 0 && due.length === 0 && ripe.length === 0 && next >= options.length();

  if (next < options.length()) wake();
  return {
    accepted(number, events) {
      if (remembered.size < mostRemembered) remembered.set(number, events);
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
