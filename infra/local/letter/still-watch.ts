/** Watches over a job: when nothing moves for a while, it says what is waited for. */
export type StillWatch = {
  /** Something has moved; `on`: and goes on, which is told where a cause was. */
  readonly moved: (on: boolean) => void;
  /** Awaits the look under way, so that nothing is said afterwards. */
  readonly stop: () => Promise<void>;
};

export type StillWatchOptions = {
  /** Finds out why nothing moves, in a sentence; undefined: there is nothing to say yet. */
  readonly findCause: (stillMs: number) => Promise<string | undefined>;
  readonly say: (sentence: string) => void;
  /** Milliseconds without a move after which it looks for a cause, and between two looks. */
  readonly quietMs?: number;
};

/** Says each cause once, and again after another. Times are the process's own: the computer's clock may be what is wrong. */
export function watchStill({ findCause, say, quietMs = 4_000 }: StillWatchOptions): StillWatch {
  let movedAt = performance.now();
  let said: string | undefined;
  let looking: Promise<void> | undefined;
  let stopped = false;
  const look = async () => {
    const since = movedAt;
    const cause = await findCause(performance.now() - since).catch(() => undefined);
    if (stopped || movedAt !== since || cause === undefined || cause === said) return;
    said = cause;
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
    moved: on => {
      movedAt = performance.now();
      if (on && said !== undefined) say("It goes on.");
      said = undefined;
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
