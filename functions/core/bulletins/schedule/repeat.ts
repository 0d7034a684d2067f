import * as z from "zod";
import type { Read } from "../../text/schema-parts.ts";
import { type Day, nthWeekday, partsOf, readDay, type Weekday, weekdayOf } from "./calendar-day.ts";
import { calendarDay } from "./wall-minute.ts";

export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export const ordinals = ["first", "second", "third", "fourth", "fifth"] as const;

const everyForm = /^(?:(day|weekday|week|month)|([2-9]|[1-4]\d|5[0-2]) (days|weeks|months))$/;
const dayOfMonth = /^(?:[1-9]|[12]\d|3[01])$/;
const nthDay = new RegExp(`^(last|${ordinals.join("|")}) (day|weekday|${weekdays.join("|")})$`);

/** A schedule in words: "every 2 weeks, on tuesday, at 09:00, from 2026-12-01". */
export const repeatSchema = z
  .strictObject({
    every: z
      .string()
      .regex(
        everyForm,
        'must be "day", "weekday", "week", "month", or a number of them such as "2 weeks"',
      ),
    /** Weekdays for weeks. For months: dates, or words such as "first monday" and "last weekday". */
    on: z
      .array(z.string())
      .min(1, "must name a day")
      .max(31, "must be 31 days or fewer")
      .optional(),
    at: z
      .string("must be a time such as 09:00")
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:00"),
    /** The first possible day. The first date on or after it begins the count of weeks. */
    from: calendarDay.optional(),
  })
  .superRefine((repeat, context) => {
    for (const { field, message } of problemsOf(repeat))
      context.addIssue({ code: "custom", path: [field], message });
  })
  .meta({
    examples: [
      { every: "weekday", at: "09:00" },
      { every: "week", on: ["monday", "thursday"], at: "07:30" },
      { every: "2 weeks", on: ["tuesday"], at: "09:00", from: "2026-12-01" },
      { every: "10 days", at: "23:45", from: "2026-12-01" },
      { every: "month", on: ["first monday", "15", "last weekday"], at: "00:00" },
      { every: "3 months", on: ["31"], at: "12:00", from: "2027-01-31" },
    ],
  });
export type Repeat = Read<typeof repeatSchema>;

export type Unit = "day" | "weekday" | "week" | "month";

/** "2 weeks" → 2 weeks. */
export function intervalOf({ every }: Pick<Repeat, "every">): { count: number; unit: Unit } {
  const [, one, count, many] = everyForm.exec(every) ?? [];
  if (one !== undefined) return { count: 1, unit: one as Unit };
  return { count: Number(count), unit: (many ?? "days").slice(0, -1) as Unit };
}

type Problem = { readonly field: string; readonly message: string };

function problemsOf(repeat: Repeat): Problem[] {
  const { count, unit } = intervalOf(repeat);
  const { on, from } = repeat;
  if (count > 1 && from === undefined)
    return [{ field: "from", message: `is missing: "every ${repeat.every}" counts from a date` }];
  switch (unit) {
    case "day":
    case "weekday":
      return on === undefined
        ? []
        : [{ field: "on", message: `does not belong to "every ${repeat.every}"` }];
    case "week":
      if (on === undefined)
        return from === undefined
          ? [{ field: "on", message: "is missing: name weekdays, such as tuesday" }]
          : [];
      return unknown(on, day => weekdayNumber(day) !== undefined, "a weekday such as tuesday");
    case "month":
      if (on === undefined)
        return [{ field: "on", message: "is missing: name a date, or words such as first monday" }];
      return unknown(
        on,
        day => dayOfMonth.test(day) || nthDay.test(day),
        'a date from 1 to 31, or words such as "first monday", "last weekday" or "last day"',
      );
  }
}

function unknown(
  on: readonly string[],
  isKnown: (day: string) => boolean,
  expected: string,
): Problem[] {
  const wrong = on.find(day => !isKnown(day));
  return wrong === undefined
    ? []
    : [{ field: "on", message: `has "${wrong}": it must be ${expected}` }];
}

function weekdayNumber(name: string): Weekday | undefined {
  const index = (weekdays as readonly string[]).indexOf(name);
  return index < 0 ? undefined : ((index + 1) as Weekday);
}

/** Returns whether a day is one of the repetition's days. */
export function dayTest(repeat: Repeat): (day: Day) => boolean {
  const { count, unit } = intervalOf(repeat);
  const from = repeat.from === undefined ? undefined : readDay(repeat.from);
  const isOn = plainTest(repeat, unit, from);
  if (from === undefined) return isOn;
  if (unit === "day") return day => day >= from && (day - from) % count === 0;
  if (count === 1) return day => day >= from && isOn(day);
  // The week or month of the first date begins the count.
  let first = from;
  while (!isOn(first)) first++;
  const anchor = periodOf(first, unit);
  return day => day >= from && isOn(day) && (periodOf(day, unit) - anchor) % count === 0;
}

/** Weeks begin on Monday (ISO 8601). */
function periodOf(day: Day, unit: Unit): number {
  if (unit === "week") return Math.floor((day + 3) / 7);
  const { year, month } = partsOf(day);
  return 12 * year + month;
}

function plainTest(repeat: Repeat, unit: Unit, from: Day | undefined): (day: Day) => boolean {
  switch (unit) {
    case "day":
      return () => true;
    case "weekday":
      return day => weekdayOf(day) <= 5;
    case "week": {
      const on = repeat.on?.map(weekdayNumber) ?? [weekdayOf(from ?? 0)];
      return day => on.includes(weekdayOf(day));
    }
    case "month": {
      const tests = (repeat.on ?? []).map(monthTest);
      return day => tests.some(test => test(day));
    }
  }
}

/** A date that a short month lacks is its last day. */
function monthTest(on: string): (day: Day) => boolean {
  if (dayOfMonth.test(on))
    return day => {
      const { date, last } = partsOf(day);
      return date === Math.min(Number(on), last);
    };
  const [, nth = "", what = ""] = nthDay.exec(on) ?? [];
  const number = nth === "last" ? -1 : ordinals.indexOf(nth as (typeof ordinals)[number]) + 1;
  const weekday = weekdayNumber(what);
  return day => {
    const { year, month, date, last } = partsOf(day);
    if (weekday !== undefined) return nthWeekday(year, month, weekday, number) === day;
    const isCounted = what === "day" ? () => true : (each: Day) => weekdayOf(each) <= 5;
    if (!isCounted(day)) return false;
    const others = Array.from({ length: last }, (_, index) => day - date + 1 + index);
    return others.filter(isCounted).at(number < 0 ? -1 : number - 1) === day;
  };
}
