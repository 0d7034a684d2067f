/** Random numbers that a seed replays (mulberry32). */
export type Random = {
  readonly next: () => number;
  /** From `least` to `most`, both included. */
  readonly int: (least: number, most: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
};

/** `use` tells apart what one seed is used for. */
export function randomOf(seed: number, use = 0): Random {
  let state = (seed + Math.imul(use, 0x9e3779b9)) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    int,
    chance: probability => next() < probability,
    pick: from => from[int(0, from.length - 1)] as (typeof from)[number],
  };
}

/** The values in an order that the random numbers give. */
export function shuffled<T>(random: Random, values: readonly T[]): T[] {
  return values
    .map(value => ({ value, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
