/**
 * SES counts a rate over any second (https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html). The calendar's
 * "second" is a little longer, so that jitter on the way to SES does not push a sliding second over the rate.
 */
export const periodMs = 1053;

/** Windows are claimed, submitted and recorded together. */
export const windowSize = 25;

/** Messages that a period may hold at a rate of `maxSendRate` a second. Rates below one send one a period. */
export function periodCapacity(maxSendRate: number): number {
  return Math.max(1, Math.floor(maxSendRate));
}

export function periodAt(now: number): number {
  return Math.floor(now / periodMs);
}

/** The first place of the period that is not yet in the past; equals the capacity when none is left. */
export function firstPlace(period: number, capacity: number, now: number): number {
  const elapsed = now - period * periodMs;
  return Math.min(capacity, Math.max(0, Math.ceil((elapsed * capacity) / periodMs)));
}

/** When each of `count` messages may be handed to SES (epoch milliseconds), where `taken` places of the period were so after reserving them. */
export function instants(period: number, capacity: number, taken: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => period * periodMs + ((taken - count + index) * periodMs) / capacity);
}
