import { type Day, dayMs, dayOf, isWeekend } from "./calendar-day.ts";
import { findHoliday } from "./holidays/find-holiday.ts";
import { mergeDates, type PlannedDate } from "./planned-date.ts";
import type { Holidays } from "./schedule.ts";

/** Yields the dates from `start` on, with those on holidays skipped or moved to a working day. */
export function* aroundHolidays(
  times: (start: number) => Iterable<number>,
  holidays: Holidays,
  start: number,
): Generator<PlannedDate> {
  const holidayOn = findHoliday(holidays);
  if (holidays.rule === "skip") {
    for (const wall of times(start)) {
      const holiday = holidayOn(dayOf(wall));
      yield holiday === undefined
        ? { wall, isSkipped: false, notes: [] }
        : { wall, isSkipped: true, notes: [{ kind: "holiday-skipped", holiday }] };
    }
    return;
  }
  const isOff = (day: Day) => isWeekend(day) || holidayOn(day) !== undefined;
  const step = holidays.rule === "after" ? 1 : -1;
  const workingDay = (day: Day) => {
    let found = day;
    while (isOff(found)) found += step;
    return found;
  };
  // A date moves within its group: a working day, with the days off that follow it ("before") or
  // precede it ("after"). So a group is complete when the next one begins.
  let group: { readonly day: Day; readonly dates: PlannedDate[] } | undefined;
  for (const wall of times(holidays.rule === "after" ? groupStart(start, isOff) : start)) {
    const planned = dayOf(wall);
    const day = workingDay(planned);
    if (group && group.day !== day) {
      yield* mergeDates(group.dates, start);
      group = undefined;
    }
    group ??= { day, dates: [] };
    const holiday = holidayOn(planned);
    group.dates.push(
      holiday === undefined
        ? { wall, isSkipped: false, notes: [] }
        : {
            wall: wall + (day - planned) * dayMs,
            isSkipped: false,
            notes: [{ kind: "holiday-moved", from: wall, holiday }],
          },
    );
  }
  if (group) yield* mergeDates(group.dates, start);
}

/** Dates on the days off at and before `start` may move past it. */
function groupStart(start: number, isOff: (day: Day) => boolean): number {
  let day = dayOf(start);
  if (!isOff(day) && !isOff(day - 1)) return start;
  while (isOff(day - 1)) day--;
  return day * dayMs;
}
