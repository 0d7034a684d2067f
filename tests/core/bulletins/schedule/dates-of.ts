import { nextSlots, type Timing } from "../../../../functions/core/bulletins/schedule/next-slot.ts";

/** The next slots of a plan in UTC, as "2026-12-01T09:00". */
export function datesOf(plan: Omit<Timing, "zone">, after: string, count: number): string[] {
  const instant = new Date(after.length === 10 ? `${after}T00:00:00Z` : after);
  return nextSlots({ zone: "UTC", ...plan }, instant, count).map(slot =>
    slot.toISOString().slice(0, 16),
  );
}

/** The days of those slots, as "12-01". */
export function daysOf(plan: Omit<Timing, "zone">, after: string, count: number): string[] {
  return datesOf(plan, after, count).map(date => date.slice(5, 10));
}
