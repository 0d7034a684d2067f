/**
 * SES counts a rate over any second
 * (https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html). The calendar's "second"
 * is a little longer, so that network jitter does not push any second over the rate.
 */
export const periodMs = 1070;

const largestWindow = 50;

/**
 * Returns how many people are claimed, submitted and recorded together: a quarter of a second's
 * rate, at least 25 (each window costs writes) and at most a batch.
 */
export function windowSize(maxSendRate: number): number {
  return Math.min(largestWindow, Math.max(25, Math.floor(maxSendRate / 4)));
}

/**
 * The most submissions that a process has open at a time, each on its own connection.
 * A whole window fits.
 */
export const mostSubmissions = largestWindow;

/** Returns the milliseconds between two messages. Rates below one a second send one in a period. */
export function spacingMsOf(maxSendRate: number): number {
  return periodMs / Math.max(1, Math.floor(maxSendRate));
}

/** A page of the calendar: about a minute of evenly spaced places. */
export type CalendarPage = {
  readonly number: number;
  /** Epoch milliseconds of its first place. */
  readonly start: number;
  /** Between two places. */
  readonly spacingMs: number;
  /**
   * "bulk" places are for letters to lists.
   * "single" places, the last of each hundred, are for emails to one person.
   */
  readonly places: Readonly<Record<PlaceKind, number>>;
};
export type PlaceKind = "bulk" | "single";

const periodsOfAPage = 60;
const pageMs = periodMs * periodsOfAPage;
const hundred = 100;

export function pageAt(at: number, maxSendRate: number): CalendarPage {
  return pageNumbered(Math.floor(at / pageMs), maxSendRate);
}

export function pageAfter({ number }: CalendarPage, maxSendRate: number): CalendarPage {
  return pageNumbered(number + 1, maxSendRate);
}

function pageNumbered(number: number, maxSendRate: number): CalendarPage {
  const spacingMs = spacingMsOf(maxSendRate);
  const all = Math.round(pageMs / spacingMs);
  const single = Math.floor(all / hundred);
  return { number, start: number * pageMs, spacingMs, places: { bulk: all - single, single } };
}

/**
 * Returns the index of the first place of a kind at or after an instant;
 * the number of places if there is none.
 */
export function placeAt(
  { start, spacingMs, places }: CalendarPage,
  kind: PlaceKind,
  at: number,
): number {
  // Fractions of milliseconds do not add up exactly, so we ignore a millionth of a place.
  const among = Math.max(0, Math.ceil((at - start) / spacingMs - 1e-6));
  const kept = Math.floor(among / hundred);
  return Math.min(places[kind], kind === "single" ? kept : among - kept);
}

/** Returns when the message at a place may be submitted to SES (epoch milliseconds). */
export function placeInstant(
  { start, spacingMs }: CalendarPage,
  kind: PlaceKind,
  index: number,
): number {
  const among =
    kind === "single" ? index * hundred + hundred - 1 : index + Math.floor(index / (hundred - 1));
  return start + among * spacingMs;
}

/** A busy process may be this late with one submission without delaying the next. */
const toleratedDelayMs = 25;

/**
 * Returns when a process may make the submission due at `at`, if its last one was due at `last`. A
 * process that was busy must not catch up in a burst: SES would count the burst.
 */
export function turnAt(last: number, at: number, now: number, spacingMs: number): number {
  return Math.max(at, last + spacingMs, now - toleratedDelayMs);
}

/** The share of its places on the calendar that a process uses after SES throttled it; 1 is all. */
export type Share = { readonly share: number; readonly since: number };

export const fullShare: Share = { share: 1, since: 0 };
const leastShare = 1 / 16;
/** The time in which the share grows from 0 to 1. */
const recoveryMs = 30_000;
/** Refusals within this time halve the share once. */
const sameBurstMs = 1_000;

/** Returns the share at an instant. The share grows steadily back to 1. */
export function shareAt({ share, since }: Share, now: number): number {
  return Math.min(1, share + Math.max(0, now - since) / recoveryMs);
}

/** Returns half the share; the same share if it was halved less than `sameBurstMs` ago. */
export function slowedDown(share: Share, now: number): Share {
  if (share.since + sameBurstMs > now) return share;
  return { share: Math.max(leastShare, shareAt(share, now) / 2), since: now };
}
