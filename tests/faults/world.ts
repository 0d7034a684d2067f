/** The time of the campaign's world: this machine's, and what has passed while nobody was alive. */
export type World = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Milliseconds by which it is ahead of this machine's clock. */
  readonly ahead: () => number;
  /** Lets time pass at once. */
  readonly pass: (ms: number) => void;
  /** How many milliseconds of this machine's time ago an instant of the world was. */
  readonly realAge: (at: number) => number;
};

export function createWorld(): World {
  /** Since when, by the world's clock, it is ahead by how much. */
  const passed = [{ from: 0, ahead: 0 }];
  const ahead = () => passed.at(-1)?.ahead ?? 0;
  const now = () => Date.now() + ahead();
  return {
    now,
    ahead,
    pass: ms => void passed.push({ from: now() + ms, ahead: ahead() + ms }),
    realAge: at => Date.now() - (at - (passed.findLast(({ from }) => from <= at)?.ahead ?? 0)),
  };
}
