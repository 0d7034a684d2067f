import {
  type Day,
  dayIn,
  easterOf,
  isWeekend,
  nthWeekday,
  partsOf,
  readDay,
  type Weekday,
  weekdayOf,
} from "../calendar-day.ts";

/** The years of a rule; without them, every year. */
type Years = { readonly since?: number; readonly except?: readonly number[] };

/** A holiday of a calendar. `month` counts from 1. */
export type HolidayRule = { readonly name: string } & (
  | ({ readonly month: number; readonly date: number } & Years)
  /** The nth weekday of a month, Monday being 1; the last one is -1. */
  | ({ readonly month: number; readonly weekday: Weekday; readonly nth: number } & Years)
  /** Days after Easter Sunday. */
  | ({ readonly easter: number } & Years)
  /** A single year's holiday. */
  | { readonly day: string }
);

export type CalendarRules = {
  /**
   * The day off for a date at a weekend. "next": the next working day that is no holiday itself.
   * "nearest": Friday for Saturday, Monday for Sunday.
   */
  readonly substitute: "none" | "next" | "nearest";
  readonly rules: readonly HolidayRule[];
};

/** Returns the holidays of a year, with its substitute days. They may be in the years beside it. */
export function holidaysOf({ substitute, rules }: CalendarRules, year: number): Map<Day, string> {
  const dated = rules
    .flatMap(rule => {
      const day = dayOfRule(rule, year);
      return day === undefined ? [] : [{ day, name: rule.name }];
    })
    .sort((a, b) => a.day - b.day);
  const found = new Map<Day, string>();
  for (const { day, name } of dated) if (!found.has(day)) found.set(day, name);
  if (substitute === "none") return found;
  for (const { day, name } of dated) {
    if (!isWeekend(day)) continue;
    let instead = substitute === "nearest" && weekdayOf(day) === 6 ? day - 1 : day + 1;
    while (isWeekend(instead) || found.has(instead)) instead++;
    found.set(instead, `${name} (${substitute === "nearest" ? "observed" : "substitute day"})`);
  }
  return found;
}

function dayOfRule(rule: HolidayRule, year: number): Day | undefined {
  if ("day" in rule) {
    const day = readDay(rule.day);
    return partsOf(day).year === year ? day : undefined;
  }
  if (year < (rule.since ?? year) || rule.except?.includes(year)) return undefined;
  if ("easter" in rule) return easterOf(year) + rule.easter;
  return "nth" in rule
    ? nthWeekday(year, rule.month - 1, rule.weekday, rule.nth)
    : dayIn(year, rule.month - 1, rule.date);
}
