import * as z from "zod";
import { dayMs } from "./calendar-day.ts";

/** A day of the calendar: "2026-12-01". */
export const calendarDay = z
  .string("must be a date such as 2026-12-01")
  .refine(isDay, "is not a date such as 2026-12-01")
  .meta({ examples: ["2026-12-01", "2028-02-29"] });

/** A time on the clocks of the bulletin's zone: "2026-12-01T09:00". */
export const wallMinute = z
  .string("must be a date and time such as 2026-12-01T09:00")
  .refine(isMinute, "is not a date and time such as 2026-12-01T09:00")
  .meta({ examples: ["2026-12-01T09:00", "2027-03-28T01:30"] });

export function isMinute(text: string): boolean {
  return isDay(text.slice(0, 10)) && /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Years from 2000 to 2199: an earlier or later one is a slip. */
export function isDay(text: string): boolean {
  if (!/^2[01]\d\d-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** "2026-12-01T09:00" → wall time: the epoch milliseconds at which UTC has it. */
export function readWallMinute(text: string): number {
  return Date.parse(`${text}:00Z`);
}

/** Wall time → "2026-12-01T09:00". */
export function wallMinuteText(wall: number): string {
  return new Date(wall).toISOString().slice(0, 16);
}

/** "09:00" → milliseconds since midnight. */
export function readTime(text: string): number {
  return Date.parse(`1970-01-01T${text}:00Z`) % dayMs;
}
