import type { Bulletin } from "../bulletin.ts";
import type { PlannedDate } from "./planned-date.ts";
import { type Plan, plannedDates } from "./planned-dates.ts";
import { instantOf, wallTime } from "./zoned-time.ts";

/** What decides when the editions of a bulletin are due. */
export type Timing = Plan & Pick<Bulletin, "zone" | "pausedAt" | "archivedAt">;

/** A planned date with its instant. */
export type UpcomingDate = PlannedDate & { readonly slot: Date };

/**
 * Returns the first slot after an instant. Returns undefined if there is none: the bulletin has no
 * schedule, its schedule has ended, or it is paused or archived. A time that a clock change skips
 * is due right after the change. A repeated time is due the first time.
 */
export function nextSlot(timing: Timing, after: Date): Date | undefined {
  if (timing.pausedAt !== undefined || timing.archivedAt !== undefined) return undefined;
  for (const { slot, isSkipped } of upcomingDates(timing, after)) if (!isSkipped) return slot;
  return undefined;
}

/**
 * Yields the dates after an instant, in order: those with an edition, each slot once, and between
 * them those that are skipped. Whether the bulletin is paused does not matter.
 */
export function* upcomingDates(
  timing: Omit<Timing, "pausedAt" | "archivedAt">,
  after: Date,
): Generator<UpcomingDate> {
  const { zone } = timing;
  let latest = after.getTime();
  for (const date of plannedDates(timing, wallTime(latest, zone))) {
    const { wall, isSkipped } = date;
    const instant = instantOf(wall, zone);
    // Two times within one gap of the clocks are due at its end: one slot.
    if (instant <= latest) continue;
    if (!isSkipped) latest = instant;
    const slot = new Date(instant);
    yield wallTime(instant, zone) === wall
      ? { wall, isSkipped, notes: date.notes, slot }
      : { wall, isSkipped, notes: [...date.notes, { kind: "clock-change", from: wall }], slot };
  }
}

/** Returns the next slots after an instant, at most `count`. */
export function nextSlots(timing: Timing, after: Date, count: number): Date[] {
  const slots: Date[] = [];
  for (const { slot, isSkipped } of upcomingDates(timing, after)) {
    if (slots.length >= count) break;
    if (!isSkipped) slots.push(slot);
  }
  return slots;
}

/** Whether an instant is a slot of the bulletin, as its schedule is now. */
export function isSlot(bulletin: Timing, instant: Date): boolean {
  const before = new Date(instant.getTime() - 1);
  return nextSlot(bulletin, before)?.getTime() === instant.getTime();
}

/**
 * Returns the date whose edition pages and tests show: the schedule's next one, or now if nothing is
 * scheduled.
 */
export function nextDate(timing: Timing, now: Date): Date {
  return nextSlot(timing, now) ?? now;
}
