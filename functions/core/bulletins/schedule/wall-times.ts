import { Cron } from "croner";
import { dayMs, dayOf, readDay } from "./calendar-day.ts";
import { dayTest } from "./repeat.ts";
import type { Schedule } from "./schedule.ts";
import { readTime, readWallMinute } from "./wall-minute.ts";

/**
 * Yields the wall times of a schedule, from the first at or after `start`, in order. Wall time
 * skips and repeats nothing: croner in a zone loses a date in a gap that ends at midnight.
 */
export function* wallTimes(schedule: Schedule, start: number): Generator<number> {
  if ("once" in schedule) {
    const wall = readWallMinute(schedule.once);
    if (wall >= start) yield wall;
  } else if ("cron" in schedule) {
    const face = new Cron(schedule.cron, { timezone: "UTC", paused: true });
    let next = face.nextRun(new Date(start - 1));
    for (; next !== null; next = face.nextRun(next)) yield next.getTime();
  } else {
    const isOn = dayTest(schedule);
    const time = readTime(schedule.at);
    const from = schedule.from === undefined ? start : readDay(schedule.from) * dayMs;
    for (let day = dayOf(Math.max(start, from)); ; day++)
      if (day * dayMs + time >= start && isOn(day)) yield day * dayMs + time;
  }
}
