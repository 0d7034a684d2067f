import type { Words } from "./words.ts";

/** "1 week", "2 wythnos", "أسبوعان" */
export function sayWeeks({ language }: Words, weeks: number): string {
  return sayUnit(language, "week", weeks);
}

/** "3 days" */
export function sayDays({ language }: Words, days: number): string {
  return sayUnit(language, "day", days);
}

function sayUnit(language: string, unit: string, count: number): string {
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(
    count,
  );
}

/** "1 December 2026" */
export function sayDay({ language }: Words, instant: string, zone = "UTC"): string {
  const locale = language === "en" ? "en-GB" : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: zone }).format(
    new Date(instant),
  );
}
