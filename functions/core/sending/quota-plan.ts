/** SES's quota of messages for 24 hours, and how many of them are left. */
export type DayQuota = { readonly max24HourSend: number; readonly remaining: number };

/**
 * Returns how many of `people` get their letter on each day from today on;
 * undefined if the quota is 0.
 */
export function planDays(
  people: number,
  { max24HourSend, remaining }: DayQuota,
): number[] | undefined {
  const first = Math.min(people, Math.max(0, Math.floor(remaining)));
  if (first === people) return [people];
  const day = Math.floor(max24HourSend);
  if (day < 1) return undefined;
  const left = people - first;
  const days = [first, ...Array.from({ length: Math.floor(left / day) }, () => day)];
  return left % day === 0 ? days : [...days, left % day];
}
