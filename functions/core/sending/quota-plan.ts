/** SES's quota of messages for 24 hours, and how many of them may still go out. */
export type DayQuota = { readonly max24HourSend: number; readonly remaining: number };

/** How many letters go out on each day, beginning with today, where `people` are to get one; undefined where the quota is nothing. */
export function planDays(people: number, { max24HourSend, remaining }: DayQuota): number[] | undefined {
  const first = Math.min(people, Math.max(0, Math.floor(remaining)));
  if (first === people) return [people];
  const day = Math.floor(max24HourSend);
  if (day < 1) return undefined;
  const left = people - first;
  const days = [first, ...Array.from({ length: Math.floor(left / day) }, () => day)];
  return left % day === 0 ? days : [...days, left % day];
}

/** The arithmetic in a sentence. `others`: people of editions under way who are still to be sent to. */
export function sayQuota(people: number, { max24HourSend, remaining }: DayQuota, others: number): string {
  const say = (count: number) => count.toLocaleString("en-GB");
  const spoken = others > 0 ? `, less ${say(others)} for editions under way` : "";
  return `The edition is for ${say(people)} people. The account may send ${say(max24HourSend)} letters in 24 hours, of which ${say(remaining + others)} are left${spoken}.`;
}
