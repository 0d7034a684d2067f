import { facts, isDeferred, isKnownAccepted, isResent, type Progress, standingOf } from "./progress.ts";

/** What a person of an edition may count as in its account: where she stands, and what more is known of the accepted. */
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
export function countsAs(progress: Progress, position: number, figure: Figure, now: number): boolean {
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
      return progress.assumed.has(position) && !isKnownAccepted(progress, position);
    default:
      return standingOf(progress, position, now) === figure;
  }
}

/**
 * The positions that count under a figure, in order. Of the pending only those of whom something is known: of the others the
 * progress says nothing at all.
 */
export function positionsCounting(progress: Progress, figure: Figure, now: number): number[] {
  const known = new Set(facts.flatMap(fact => [...progress[fact]]));
  return [...known].filter(position => countsAs(progress, position, figure, now)).sort((a, b) => a - b);
}
