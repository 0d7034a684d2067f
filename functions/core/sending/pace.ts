/**
 * SES counts a rate over any second (https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html). The calendar's
 * "second" is a little longer, so that jitter on the way to SES does not push a sliding second over the rate.
 */
export const periodMs = 1070;

const largestWindow = 50;

/**
 * People that are claimed, submitted and recorded together: so many as a quarter of a second has room for, but no fewer than 25 (each
 * window costs writes) and no more than a batch.
 */
export function windowSize(maxSendRate: number): number {
  return Math.min(largestWindow, Math.max(25, Math.floor(maxSendRate / 4)));
}

/** Submissions of a process that are under way at a time, each on a connection of its own: a window never has to wait for itself. */
export const mostSubmissions = largestWindow;

/** Milliseconds between two messages. Rates below one a second send one in a period. */
export function spacingOf(maxSendRate: number): number {
  return periodMs / Math.max(1, Math.floor(maxSendRate));
}

/** A page of the calendar: a minute or so, of evenly spaced places. */
export type CalendarPage = {
  readonly number: number;
  /** Epoch milliseconds of its first place. */
  readonly start: number;
  readonly spacing: number;
  /** Places for letters to lists, and those that are kept for mails to a single person: the last of each hundred. */
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
  const spacing = spacingOf(maxSendRate);
  const all = Math.round(pageMs / spacing);
  const single = Math.floor(all / hundred);
  return { number, start: number * pageMs, spacing, places: { bulk: all - single, single } };
}

/** The index of the first place of its kind that is not before an instant; their number when there is none on the page. */
export function placeAt({ start, spacing, places }: CalendarPage, kind: PlaceKind, at: number): number {
  // A billionth of a place is no place: fractions of milliseconds do not add up exactly.
  const among = Math.max(0, Math.ceil((at - start) / spacing - 1e-6));
  const kept = Math.floor(among / hundred);
  return Math.min(places[kind], kind === "single" ? kept : among - kept);
}

/** When the message at a place may be handed to SES (epoch milliseconds). */
export function placeInstant({ start, spacing }: CalendarPage, kind: PlaceKind, index: number): number {
  const among = kind === "single" ? index * hundred + hundred - 1 : index + Math.floor(index / (hundred - 1));
  return start + among * spacing;
}

/** Milliseconds by which a busy process may be late with one submission without the next having to wait for its turn again. */
const lenience = 25;

/**
 * When a process whose last submission had its turn at `last` may make the one that is due at `at`. A process that was busy does not
 * make up for it in a burst: SES would count it. `spacing` in milliseconds.
 */
export function turnAt(last: number, at: number, now: number, spacing: number): number {
  return Math.max(at, last + spacing, now - lenience);
}

/** How much of its places on the calendar a process uses, after SES has said that it is too fast: 1 is all. */
export type Share = { readonly share: number; readonly since: number };

export const fullShare: Share = { share: 1, since: 0 };
const leastShare = 1 / 16;
/** Milliseconds in which nothing becomes everything again. */
const recovery = 30_000;
/** Milliseconds within which refusals are of one and the same moment. */
const oneMoment = 1_000;

/** The share at an instant: it grows steadily back to all. */
export function shareAt({ share, since }: Share, now: number): number {
  return Math.min(1, share + Math.max(0, now - since) / recovery);
}

/** Halved, once for all refusals of a moment. */
export function slowedDown(share: Share, now: number): Share {
  if (share.since + oneMoment > now) return share;
  return { share: Math.max(leastShare, shareAt(share, now) / 2), since: now };
}
