/**
 * SES counts a rate over any second (https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html). The calendar's
 * "second" is a little longer, so that jitter on the way to SES does not push a sliding second over the rate.
 */
export const periodMs = 1070;

/**
 * People that are claimed, submitted and recorded together: so many as a quarter of a second has room for, but no fewer than 25 (each
 * window costs writes) and no more than a batch.
 */
export function windowSize(maxSendRate: number): number {
  return Math.min(50, Math.max(25, Math.floor(maxSendRate / 4)));
}

/** Messages that a period may hold at a rate of `maxSendRate` a second. Rates below one send one a period. */
export function periodCapacity(maxSendRate: number): number {
  return Math.max(1, Math.floor(maxSendRate));
}

/** Places at a period's end that letters to a list leave free, so that a single mail never waits for them: about one in a hundred. */
export function keptForSingles(period: number, capacity: number): number {
  const every = Math.max(1, Math.ceil(100 / capacity));
  return period % every === 0 ? Math.max(1, Math.floor(capacity / 100)) : 0;
}

export function periodAt(now: number): number {
  return Math.floor(now / periodMs);
}

/** The first place of the period that is not yet in the past; equals the capacity when none is left. */
export function firstPlace(period: number, capacity: number, now: number): number {
  const elapsed = now - period * periodMs;
  return Math.min(capacity, Math.max(0, Math.ceil((elapsed * capacity) / periodMs)));
}

/** When the messages at `count` places from `from` on may be handed to SES (epoch milliseconds). */
export function instants(period: number, capacity: number, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => period * periodMs + ((from + index) * periodMs) / capacity);
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
