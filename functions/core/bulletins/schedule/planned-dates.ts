import type { Bulletin } from "../bulletin.ts";
import { aroundHolidays } from "./around-holidays.ts";
import { dayMs, dayOf, dayText, readDay } from "./calendar-day.ts";
import { bothDates, mergeDates, type PlannedDate } from "./planned-date.ts";
import type { ScheduleException } from "./schedule.ts";
import { readWallMinute, wallMinuteText } from "./wall-minute.ts";
import { wallTimes } from "./wall-times.ts";

export type Plan = Pick<Bulletin, "schedule" | "holidays" | "exceptions">;
type Dates = (start: number) => Iterable<PlannedDate>;

/** The calendars of all years repeat within 40 years, so what has not come by then never comes. */
const horizonMs = 41 * 366 * dayMs;

/** Yields the dates of a bulletin from wall time `start` on, in order, each once. */
export function* plannedDates(
  { schedule, holidays, exceptions = [] }: Plan,
  start: number,
): Generator<PlannedDate> {
  if (!schedule) return;
  const regular: Dates = from =>
    holidays
      ? aroundHolidays(first => wallTimes(schedule, first), holidays, from)
      : onTime(wallTimes(schedule, from));
  let limit = Number.POSITIVE_INFINITY;
  for (const date of exceptions.length > 0 ? byHand(regular, exceptions, start) : regular(start)) {
    if (date.wall > limit) return;
    if (!date.isSkipped || limit === Number.POSITIVE_INFINITY) limit = date.wall + horizonMs;
    yield date;
  }
}

function* onTime(times: Iterable<number>): Generator<PlannedDate> {
  for (const wall of times) yield { wall, isSkipped: false, notes: [] };
}

/** Yields the dates with the exceptions that were made by hand. */
function* byHand(
  regular: Dates,
  exceptions: readonly ScheduleException[],
  start: number,
): Generator<PlannedDate> {
  const named = new Map(exceptions.map(each => ["skip" in each ? each.skip : each.move, each]));
  const exceptionOf = ({ wall }: PlannedDate) =>
    named.get(wallMinuteText(wall)) ?? named.get(dayText(dayOf(wall)));
  const moved = mergeDates(
    exceptions.flatMap(each => ("move" in each ? movedDates(regular, each) : [])),
    start,
  );
  for (let date of regular(start)) {
    const exception = exceptionOf(date);
    while (moved[0] && moved[0].wall < date.wall) yield moved.shift() as PlannedDate;
    if (exception && "move" in exception) continue;
    if (exception)
      date = { wall: date.wall, isSkipped: true, notes: [...date.notes, { kind: "skipped" }] };
    if (moved[0]?.wall === date.wall) date = bothDates(date, moved.shift() as PlannedDate);
    yield date;
  }
  yield* moved;
}

/** Returns the new date. There is none if the schedule no longer has the old one. */
function movedDates(
  regular: Dates,
  { move, to }: Extract<ScheduleException, { move: string }>,
): PlannedDate[] {
  const day = readDay(move.slice(0, 10)) * dayMs;
  for (const { wall } of regular(day)) {
    if (wall >= day + dayMs) break;
    if (move.length === 10 || wall === readWallMinute(move))
      return [
        { wall: readWallMinute(to), isSkipped: false, notes: [{ kind: "moved", from: wall }] },
      ];
  }
  return [];
}
