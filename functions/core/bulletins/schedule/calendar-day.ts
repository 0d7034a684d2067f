export const dayMs = 86_400_000;

/** A day of the calendar, counted from 1 January 1970. The same number is the day in every zone. */
export type Day = number;

/** Monday to Sunday, as 1 to 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** "2026-12-01" → its day. */
export function readDay(text: string): Day {
  return Date.parse(`${text}T00:00:00Z`) / dayMs;
}

/** A day → "2026-12-01". */
export function dayText(day: Day): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

export function dayOf(wall: number): Day {
  return Math.floor(wall / dayMs);
}

export function weekdayOf(day: Day): Weekday {
  // 1 January 1970 was a Thursday.
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

export function isWeekend(day: Day): boolean {
  return weekdayOf(day) > 5;
}

/** Months are counted from 0 in a year. Dates below 1 or past the end reach into other months. */
export function dayIn(year: number, month: number, date: number): Day {
  return Date.UTC(year, month, date) / dayMs;
}

export function partsOf(day: Day): { year: number; month: number; date: number; last: number } {
  const utc = new Date(day * dayMs);
  const [year, month] = [utc.getUTCFullYear(), utc.getUTCMonth()];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return { year, month, date: utc.getUTCDate(), last };
}

/** Returns the nth weekday of a month, or the last for -1; it may be in the next month for 5. */
export function nthWeekday(year: number, month: number, weekday: Weekday, nth: number): Day {
  if (nth < 0) {
    const last = dayIn(year, month + 1, 0);
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const first = dayIn(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1);
}

/**
 * Returns Easter Sunday of the Western churches. J. Meeus, Astronomical Algorithms, chapter 8
 * (for the Gregorian calendar).
 */
export function easterOf(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayIn(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}
