/**
 * The most people on a batch. A position below it is a person's first attempt. Each later position
 * is another attempt for one of these people, to a corrected address. So the events of two letters
 * to one person never mix, and no fact about the first attempt is lost.
 */
export const batchSize = 50;

/** `attempts[n]`: the first position of the person whose attempt has the position `batchSize + n`. */
export type Attempts = { readonly attempts: readonly number[] };

/** SES's tags and our message ids carry a position of three digits at most. */
export const maxAttempts = 999 - batchSize;

/** Returns the first position of the person at a position: their index in the batch. */
export function firstPosition({ attempts }: Attempts, position: number): number {
  return attempts[position - batchSize] ?? position;
}

/** Returns the positions of all attempts for a person, the first attempt first. */
export function positionsOf({ attempts }: Attempts, first: number): number[] {
  return [first, ...attempts.flatMap((of, index) => (of === first ? [batchSize + index] : []))];
}

/** Returns the position that counts for a person: that of their latest attempt. */
export function latestPosition({ attempts }: Attempts, first: number): number {
  const index = attempts.lastIndexOf(first);
  return index < 0 ? first : batchSize + index;
}

/** Whether a position is the latest attempt for its person. The account ignores all others. */
export function isLatest(attempts: Attempts, position: number): boolean {
  return latestPosition(attempts, firstPosition(attempts, position)) === position;
}

/** Returns the position that counts for each person of a batch of this size, in ascending order. */
export function latestPositions(attempts: Attempts, size: number): number[] {
  const firsts = Array.from({ length: size }, (_, position) => position);
  if (attempts.attempts.length === 0) return firsts;
  return firsts.map(first => latestPosition(attempts, first)).sort((a, b) => a - b);
}
