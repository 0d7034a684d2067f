import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { readDays } from "../../../core/bulletins/file/read-schedule.ts";
import { intervalOf } from "../../../core/bulletins/schedule/repeat.ts";
import { one, some, type Typed } from "./typed.ts";

/** How often a bulletin goes out, as the form asks. */
export const frequencies = ["none", "weekday", "week", "weeks", "month", "once", "cron"] as const;
type Frequency = (typeof frequencies)[number];

export const scheduleFields = [
  "zone",
  "frequency",
  "at",
  "days",
  "interval",
  "interval_day",
  "from_date",
  "month_days",
  "once_date",
  "cron",
  "calendar",
  "holiday_rule",
  "own_holidays",
] as const;

/** Returns the stored form of what was typed, for the schema to judge. */
export function scheduleIn(typed: Typed): Record<"zone" | "schedule" | "holidays", unknown> {
  return { zone: one(typed, "zone"), schedule: scheduleOf(typed), holidays: holidaysOf(typed) };
}

function scheduleOf(typed: Typed): unknown {
  const at = one(typed, "at").replace(/^\d:/, "0$&");
  switch (one(typed, "frequency") as Frequency) {
    case "weekday":
      return { every: "weekday", at };
    case "week":
      return { every: "week", on: [...(typed.days ?? [])], at };
    case "weeks":
      return {
        every: `${one(typed, "interval")} weeks`,
        on: [one(typed, "interval_day")],
        at,
        from: one(typed, "from_date"),
      };
    case "month":
      return { every: "month", on: readDays(one(typed, "month_days")), at };
    case "once":
      return { once: `${one(typed, "once_date")}T${at}` };
    case "cron":
      return { cron: one(typed, "cron") };
    default:
      return undefined;
  }
}

function holidaysOf(typed: Typed): unknown {
  const calendar = some(typed, "calendar");
  const dates = one(typed, "own_holidays")
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (calendar === undefined && dates.length === 0) return undefined;
  const holidays: Record<string, unknown> = { rule: one(typed, "holiday_rule") || "skip" };
  if (calendar !== undefined) holidays.calendar = calendar;
  if (dates.length > 0) holidays.dates = dates;
  return holidays;
}

/** Returns the fields of the form for a stored schedule; undefined if the form cannot show it. */
export function scheduleTyped({
  zone,
  schedule,
  holidays,
}: Pick<Bulletin, "zone" | "schedule" | "holidays">): Typed | undefined {
  const shown = frequencyTyped(schedule);
  return (
    shown && {
      zone: [zone],
      ...shown,
      calendar: [holidays?.calendar ?? ""],
      holiday_rule: [holidays?.rule ?? "skip"],
      own_holidays: [(holidays?.dates ?? []).join("\n")],
    }
  );
}

function frequencyTyped(schedule: Bulletin["schedule"]): Typed | undefined {
  if (!schedule) return { frequency: ["none"] };
  if ("cron" in schedule) return { frequency: ["cron"], cron: [schedule.cron] };
  if ("once" in schedule)
    return {
      frequency: ["once"],
      once_date: [schedule.once.slice(0, 10)],
      at: [schedule.once.slice(11)],
    };
  const { count, unit } = intervalOf(schedule);
  const { on = [], at, from } = schedule;
  if (count === 1 && from === undefined) {
    if (unit === "weekday") return { frequency: ["weekday"], at: [at] };
    if (unit === "week") return { frequency: ["week"], days: on, at: [at] };
    if (unit === "month") return { frequency: ["month"], month_days: [on.join(", ")], at: [at] };
  }
  if (unit === "week" && count >= 2 && count <= 4 && on.length === 1 && from !== undefined)
    return {
      frequency: ["weeks"],
      interval: [String(count)],
      interval_day: on,
      from_date: [from],
      at: [at],
    };
  return undefined;
}
