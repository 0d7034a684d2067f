/**
 * A period in which SES's events were received without a gap, as far as was noted. Epoch milliseconds: its start, and when it was last
 * noted. The lack of an event means nothing outside such a period.
 */
export type Listening = { readonly since: number; readonly at: number };

/** The share of the grace that may pass between two notes of one period: after a longer gap a new period begins. */
const longestGap = 1 / 2;
/** Milliseconds: a shorter pause is none, however short the grace. */
const leastGapMs = 1_000;
/** The share of the grace for which a note counts as fresh, so that nothing is written. */
const fresh = 1 / 10;

/** Milliseconds between two looks at the queues of SES's events: what SQS says of a queue may be a minute old (with a grace of 15 minutes). */
export function betweenLooksMs(graceMs: number): number {
  return graceMs / 5;
}

/** Whether a period goes on at `now`. A note from the future is of a clock that was set back since. */
export function goesOn({ at }: Listening, now: number, graceMs: number): boolean {
  return at <= now && now - at <= Math.max(leastGapMs, graceMs * longestGap);
}

/** The period that is to be noted at `now`; undefined while what is noted is fresh. */
export function listeningToNote(noted: Listening | undefined, now: number, graceMs: number): Listening | undefined {
  if (!noted || !goesOn(noted, now, graceMs)) return { since: now, at: now };
  return now - noted.at < graceMs * fresh ? undefined : { since: noted.since, at: now };
}

/** The last two looks at which the way of SES's events was empty, far enough apart (epoch milliseconds). */
export type EmptyLooks = { readonly previous: number | undefined; readonly latest: number };

/** The looks with one more, at `now`, at which the way was empty too. */
export function withEmptyLook(looks: EmptyLooks | undefined, now: number, graceMs: number): EmptyLooks {
  if (!looks || looks.latest > now) return { previous: undefined, latest: now };
  return now - looks.latest < betweenLooksMs(graceMs) ? looks : { previous: looks.latest, latest: now };
}
