import { Cron } from "croner";
import * as z from "zod";
import type { Read } from "../../text/schema-parts.ts";
import { wallTime } from "./zoned-time.ts";

/** A day of the calendar: "2026-12-01". */
export const calendarDay = z
  .string()
  .refine(isDay, "is not a date such as 2026-12-01")
  .meta({ examples: ["2026-12-01", "2028-02-29"] });

/** A time on the clocks of the bulletin's zone: "2026-12-01T09:00". */
export const wallMinute = z
  .string()
  .refine(
    text => isDay(text.slice(0, 10)) && /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(text),
    "is not a date and time such as 2026-12-01T09:00",
  )
  .meta({ examples: ["2026-12-01T09:00", "2027-03-28T01:30"] });

/** An IANA time zone. */
export const zoneSchema = z
  .string()
  .refine(isZone, 'is not a time zone such as "Europe/London"')
  .meta({ examples: ["Europe/London", "UTC", "America/Nuuk"] });

/** When editions are due, on the clocks of the bulletin's zone: a cron expression. */
export const scheduleSchema = z.object({
  cron: z
    .string()
    .refine(isCron, 'is not a cron expression such as "0 9 * * 2"')
    .meta({ examples: ["0 9 * * 2", "30 7 1 * *", "0 9 * * MON#1"] }),
});
export type Schedule = Read<typeof scheduleSchema>;

export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

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

function isCron(text: string): boolean {
  try {
    new Cron(text, { timezone: "UTC", paused: true });
    return true;
  } catch {
    return false;
  }
}
