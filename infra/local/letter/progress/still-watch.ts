/** Watches a job and reports what it waits for when there is no progress for a while. */
export type StillWatch = {
  /** Notes progress. `goesOn`: the job continues, which is reported after a reported cause. */
  readonly moved: (goesOn: boolean) => void;
  /** Waits for the search under way, so that nothing is reported afterwards. */
  readonly stop: () => Promise<void>;
};

export type StillWatchOptions = {
  /** Returns a sentence about the cause; undefined if there is nothing to report yet. */
  readonly findCause: (stillMs: number) => Promise<string | undefined>;
  readonly say: (sentence: string) => void;
  /** Time without progress before the first search for a cause, and between two searches. */
  readonly quietMs?: number;
};

// Reports each cause once, and again after another cause. Uses the monotonic clock: the computer's
// clock may be the cause.
export function watchStill({ findCause, say, quietMs = 4_000 }: StillWatchOptions): StillWatch {
  let movedAt = performance.now();
  let reported: string | undefined;
  let looking: Promise<void> | undefined;
  let stopped = false;
  const look = async () => {
    const since = movedAt;
    const cause = await findCause(performance.now() - since).catch(() => undefined);
    if (stopped || movedAt !== since || cause === undefined || cause === reported) return;
    reported = cause;
    say(cause);
  };
  const timer = setInterval(() => {
    if (looking || performance.now() - movedAt < quietMs) return;
    looking = look().finally(() => {
      looking = undefined;
    });
  }, quietMs / 4);
  timer.unref();
  return {
    moved: goesOn => {
      movedAt = performance.now();
      if (goesOn && reported !== undefined) say("Continuing.");
      reported = undefined;
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
