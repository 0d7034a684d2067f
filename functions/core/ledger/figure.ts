import { isLatest } from "./attempt.ts";
import { facts, isAssumed, isDeferred, isResent, type Progress, standingOf } from "./progress.ts";

/**
 * The figures of an account that a person can count under:
 * their standing, and more details for the accepted.
 */
export const figures = [
  "accepted",
  "delivered",
  "bounced",
  "deferred",
  "complained",
  "assumed",
  "suppressed",
  "rejected",
  "uncertain",
  "pending",
  "resent",
] as const;
export type Figure = (typeof figures)[number];

/** Whether the account counts a person under a figure. `now` in epoch milliseconds. */
export function countsAs(
  progress: Progress,
  position: number,
  figure: Figure,
  now: number,
): boolean {
  switch (figure) {
    case "delivered":
      return progress.delivered.has(position) && !progress.bounced.has(position);
    case "bounced":
    case "complained":
      return progress[figure].has(position);
    case "deferred":
      return isDeferred(progress, position);
    case "resent":
      return isResent(progress, position);
    case "assumed":
      return isAssumed(progress, position);
    default:
      return standingOf(progress, position, now) === figure;
  }
}

/**
 * Returns the positions that count under a figure, in order: one for each person.
 * For "pending", only positions with a fact: the progress does not list the others.
 */
export function positionsCounting(progress: Progress, figure: Figure, now: number): number[] {
  const known = new Set(facts.flatMap(fact => [...progress[fact]]));
  return [...known]
    .filter(position => isLatest(progress, position) && countsAs(progress, position, figure, now))
    .sort((a, b) => a - b);
}
