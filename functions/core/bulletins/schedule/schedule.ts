import { Cron } from "croner";
import * as z from "zod";
import type { Read } from "../../text/schema-parts.ts";
import { repeatSchema } from "./repeat.ts";
import { calendarDay, isDay, isMinute, wallMinute } from "./wall-minute.ts";
import { wallTime } from "./zoned-time.ts";

/** An IANA time zone. */
export const zoneSchema = z
  .string("must be a time zone such as Europe/London")
  .refine(isZone, 'is not a time zone such as "Europe/London"')
  .meta({ examples: ["Europe/London", "UTC", "America/Nuuk"] });

export const cronSchema = z.strictObject({
  cron: z
    .string("must be a cron expression such as 0 9 * * 2")
    .superRefine((cron, context) => {
      const message = cronProblem(cron);
      if (message !== undefined) context.addIssue({ code: "custom", message });
    })
    .meta({ examples: ["0 9 * * 2", "30 7 1 * *", "0 9 * * MON#1"] }),
});
export const onceSchema = z.strictObject({ once: wallMinute });

/** When editions are due, on the clocks of the bulletin's zone. */
export const scheduleSchema = z.union([repeatSchema, cronSchema, onceSchema]);
export type Schedule = Read<typeof scheduleSchema>;

const dayOrMinute = z
  .string("must be a date such as 2026-12-01")
  .refine(text => isDay(text) || isMinute(text), "is not a date such as 2026-12-01")
  .meta({ examples: ["2026-12-01", "2026-12-08T09:00"] });
export const skipSchema = z.strictObject({ skip: dayOrMinute });
export const moveSchema = z.strictObject({ move: dayOrMinute, to: wallMinute });

/**
 * One planned date that is skipped or moved by hand. It is named as planned: after the rule for
 * holidays. A day without a time names all of its dates.
 */
export const exceptionSchema = z.union([skipSchema, moveSchema]);
export type ScheduleException = Read<typeof exceptionSchema>;

export const holidayCalendars = [
  "england",
  "wales",
  "scotland",
  "northern-ireland",
  "us-federal",
  "germany",
  "france",
] as const;
export type HolidayCalendar = (typeof holidayCalendars)[number];

/** What happens to a date on a holiday: "before" and "after" are the nearest working days. */
export const holidaysSchema = z.strictObject({
  calendar: z.enum(holidayCalendars, `must be one of ${holidayCalendars.join(", ")}`).optional(),
  /** The organisation's own holidays. */
  dates: z.array(calendarDay).max(400, "must be 400 dates or fewer").optional(),
  rule: z.enum(["skip", "before", "after"], 'must be "skip", "before" or "after"'),
});
export type Holidays = Read<typeof holidaysSchema>;

/** Offsets such as "+01:00" are no zones: they know no summer time. */
function isZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    wallTime(0, text);
    return true;
  } catch {
    return false;
  }
}

function cronProblem(cron: string): string | undefined {
  if (cron.length > 100) return "must be 100 characters or fewer";
  if (cron.trim().split(/\s+/).length > 5)
    return "has more than five fields: minute, hour, day, month, weekday";
  try {
    const first = new Cron(cron, { timezone: "UTC", paused: true }).nextRun("2000-01-01");
    return first === null ? "never comes: no month has that date" : undefined;
  } catch {
    return 'is not a cron expression such as "0 9 * * 2"';
  }
}
