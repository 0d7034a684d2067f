/**
 * A period during which we received SES's events without a known gap. `since` is its start, `at`
 * the last note of it (epoch milliseconds). A missing event has no meaning outside such a period.
 */
export type Listening = { readonly since: number; readonly at: number };

/**
 * The longest gap between two notes of one period, as a share of the grace.
 * After a longer gap a new period begins.
 */
const longestGapShare = 1 / 2;
/** A shorter pause never ends a period, even if the grace is very short. */
const leastGapMs = 1_000;
/** A note younger than this share of the grace is not written again. */
const freshShare = 1 / 10;

/**
 * Milliseconds between two checks of the event queues: 3 minutes with a grace of 15.
 * SQS's counts may be a minute old.
 */
export function betweenLooksMs(graceMs: number): number {
  return graceMs / 5;
}

/**
 * Whether a period continues at `now`. A note from the future means that the clock was set back.
 */
export function goesOn({ at }: Listening, now: number, graceMs: number): boolean {
  return at <= now && now - at <= Math.max(leastGapMs, graceMs * longestGapShare);
}

/** Returns the period to write at `now`; undefined if the stored note is fresh. */
export function listeningToNote(
  noted: Listening | undefined,
  now: number,
  graceMs: number,
): Listening | undefined {
  if (!noted || !goesOn(noted, now, graceMs)) return { since: now, at: now };
  return now - noted.at < graceMs * freshShare ? undefined : { since: noted.since, at: now };
}

/**
 * The last two checks that found the event queues empty,
 * at least `betweenLooksMs` apart (epoch milliseconds).
 */
export type EmptyLooks = { readonly previous: number | undefined; readonly latest: number };

/** Returns the checks plus one at `now` that also found the queues empty. */
export function withEmptyLook(
  looks: EmptyLooks | undefined,
  now: number,
  graceMs: number,
): EmptyLooks {
  if (!looks || looks.latest > now) return { previous: undefined, latest: now };
  return now - looks.latest < betweenLooksMs(graceMs)
    ? looks
    : { previous: looks.latest, latest: now };
}
