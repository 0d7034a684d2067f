import { type Day, partsOf, readDay } from "../calendar-day.ts";
import type { HolidayCalendar, Holidays } from "../schedule.ts";
import { type CalendarRules, holidaysOf } from "./holiday-rule.ts";
import { france, germany, usFederal } from "./other-countries.ts";
import { englandAndWales, northernIreland, scotland } from "./united-kingdom.ts";

/** The holidays that bulletins can name. Add a calendar here, and its name to `holidayCalendars`. */
const calendars: Readonly<Record<HolidayCalendar, CalendarRules>> = {
  england: englandAndWales,
  wales: englandAndWales,
  scotland,
  "northern-ireland": northernIreland,
  "us-federal": usFederal,
  germany,
  france,
};

const known = new Map<string, Map<Day, string>>();

function holidaysIn(calendar: HolidayCalendar, year: number): Map<Day, string> {
  const key = `${calendar} ${year}`;
  const found = known.get(key) ?? holidaysOf(calendars[calendar], year);
  known.set(key, found);
  return found;
}

/** Returns a function that names the holiday of a day; undefined if it is none. */
export function findHoliday({
  calendar,
  dates = [],
}: Pick<Holidays, "calendar" | "dates">): (day: Day) => string | undefined {
  const own = new Set(dates.map(readDay));
  return day => {
    const { year } = partsOf(day);
    // The substitute of 1 January may be 31 December.
    const named =
      calendar && (holidaysIn(calendar, year).get(day) ?? holidaysIn(calendar, year + 1).get(day));
    return named ?? (own.has(day) ? "own holiday" : undefined);
  };
}
