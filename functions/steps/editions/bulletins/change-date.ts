import type { Actor } from "../../../core/access/actor.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { dayMs } from "../../../core/bulletins/schedule/calendar-day.ts";
import { plannedDates } from "../../../core/bulletins/schedule/planned-dates.ts";
import type { ScheduleException } from "../../../core/bulletins/schedule/schedule.ts";
import { isMinute, readWallMinute } from "../../../core/bulletins/schedule/wall-minute.ts";
import { instantOf, wallTime } from "../../../core/bulletins/schedule/zoned-time.ts";
import { getBulletin } from "../../../store/bulletins/bulletins.ts";
import type { Pipeline } from "../../pipeline.ts";
import { saveBulletin } from "../save-bulletin.ts";

/** What to do with one planned date: a wall time such as "2026-12-01T09:00". */
export type DateChange =
  | { readonly kind: "skip" | "restore"; readonly date: string }
  | { readonly kind: "move"; readonly date: string; readonly to: string };

export type ChangedDate =
  | { readonly kind: "changed"; readonly bulletin: Bulletin }
  | {
      readonly kind: "refused";
      /** The schedule does not have the date, or it is past; the new time is past, or no time. */
      readonly why: "no-such-date" | "past" | "no-time";
    };

/** Past exceptions are kept for so long: pages show why a date was skipped. */
const keptMs = 60 * dayMs;

/** Skips or moves one date of a bulletin, or takes that back. */
export async function changeDate(
  pipeline: Pick<Pipeline, "table" | "now" | "newId">,
  id: string,
  change: DateChange,
  by: Actor,
): Promise<ChangedDate> {
  const bulletin = await getBulletin(pipeline.table, id);
  const { date } = change;
  if (!bulletin || !isMinute(date)) return { kind: "refused", why: "no-such-date" };
  const now = pipeline.now();
  const wallNow = wallTime(now, bulletin.zone);
  const others = (bulletin.exceptions ?? []).filter(
    each =>
      ![date, date.slice(0, 10)].includes(exceptionName(each)) &&
      readWallMinute(exceptionName(each).padEnd(16, "T00:00")) > wallNow - keptMs,
  );
  const isPlanned = () => {
    const wall = readWallMinute(date);
    const plan = { schedule: bulletin.schedule, holidays: bulletin.holidays };
    const next = plannedDates(plan, wall).next();
    return !next.done && next.value.wall === wall && instantOf(wall, bulletin.zone) > now;
  };
  if (change.kind !== "restore" && !isPlanned()) return { kind: "refused", why: "no-such-date" };
  if (change.kind === "move") {
    if (!isMinute(change.to)) return { kind: "refused", why: "no-time" };
    if (instantOf(readWallMinute(change.to), bulletin.zone) <= now)
      return { kind: "refused", why: "past" };
  }
  const exceptions: ScheduleException[] = [
    ...others,
    ...(change.kind === "skip" ? [{ skip: date }] : []),
    ...(change.kind === "move" && change.to !== date ? [{ move: date, to: change.to }] : []),
  ];
  const next: Bulletin = { ...bulletin, exceptions };
  await saveBulletin(pipeline, next, by);
  return { kind: "changed", bulletin: next };
}

/** Returns the date that an exception names. */
export function exceptionName(exception: ScheduleException): string {
  return "skip" in exception ? exception.skip : exception.move;
}
