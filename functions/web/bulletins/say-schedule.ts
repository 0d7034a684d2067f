import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { DateNote } from "../../core/bulletins/schedule/planned-date.ts";
import { intervalOf } from "../../core/bulletins/schedule/repeat.ts";
import { readWallMinute } from "../../core/bulletins/schedule/wall-minute.ts";
import { sayDate, sayList } from "../kit/say.ts";

/** "Every 2 weeks on Tuesday at 09:00, from 1 December 2026" */
export function saySchedule({ schedule }: Pick<Bulletin, "schedule">): string {
  if (!schedule) return "No schedule. An approver sends each edition.";
  if ("cron" in schedule) return `By the cron expression ${schedule.cron}`;
  if ("once" in schedule) return `Once, on ${sayWall(readWallMinute(schedule.once))}`;
  const { count, unit } = intervalOf(schedule);
  const every =
    count > 1
      ? `Every ${schedule.every}`
      : { day: "Every day", weekday: "Every weekday", week: "Every week", month: "Every month" }[
          unit
        ];
  const on = (schedule.on ?? []).map(day =>
    /^\d+$/.test(day) ? `day ${day}` : unit === "month" ? `the ${titled(day)}` : titled(day),
  );
  const from =
    schedule.from === undefined
      ? ""
      : `, from ${sayDate(new Date(`${schedule.from}T00:00Z`), "UTC")}`;
  return `${every}${on.length > 0 ? ` on ${sayList(on)}` : ""} at ${schedule.at}${from}`;
}

/** "first monday" → "first Monday" */
function titled(day: string): string {
  return day.replace(/\b(mon|tues|wednes|thurs|fri|satur|sun)day\b/, name =>
    name.replace(/^./, letter => letter.toUpperCase()),
  );
}

/** A wall time: "Tuesday 1 December 2026, 09:00". */
export function sayWall(wall: number): string {
  const date = new Date(wall);
  return `${sayDate(date, "UTC")}, ${date.toISOString().slice(11, 16)}`;
}

/** Why a date is not as the schedule has it, as a sentence. */
export function sayDateNote(note: DateNote): string {
  switch (note.kind) {
    case "holiday-skipped":
      return `Nothing is sent: ${note.holiday}.`;
    case "holiday-moved":
      return `Instead of ${sayWall(note.from)}: ${note.holiday}.`;
    case "skipped":
      return "Skipped by hand.";
    case "moved":
      return `Moved by hand from ${sayWall(note.from)}.`;
    case "clock-change":
      return `The clocks skip ${sayWall(note.from).slice(-5)} on this day.`;
  }
}

/** The calendars of holidays, for people. */
export const calendarNames = {
  england: "England",
  wales: "Wales",
  scotland: "Scotland",
  "northern-ireland": "Northern Ireland",
  "us-federal": "United States (federal)",
  germany: "Germany (all states)",
  france: "France",
} as const;
