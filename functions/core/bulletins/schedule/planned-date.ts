/** Why a date is not as the schedule has it. Times are wall times. */
export type DateNote =
  | { readonly kind: "holiday-skipped"; readonly holiday: string }
  | { readonly kind: "holiday-moved"; readonly from: number; readonly holiday: string }
  | { readonly kind: "skipped" }
  | { readonly kind: "moved"; readonly from: number }
  /** The clocks skip its time. */
  | { readonly kind: "clock-change"; readonly from: number };

/** A date of a bulletin on the clocks of its zone. Nothing is sent on a date that is skipped. */
export type PlannedDate = {
  readonly wall: number;
  readonly isSkipped: boolean;
  readonly notes: readonly DateNote[];
};

/** Returns the dates from `start` on, in order. Dates that fall on one time are one date. */
export function mergeDates(dates: readonly PlannedDate[], start: number): PlannedDate[] {
  const merged = new Map<number, PlannedDate>();
  for (const date of dates.toSorted((a, b) => a.wall - b.wall)) {
    if (date.wall < start) continue;
    const other = merged.get(date.wall);
    merged.set(date.wall, other ? bothDates(other, date) : date);
  }
  return [...merged.values()];
}

/** A skipped date does not cancel another that was moved to its time. */
export function bothDates(one: PlannedDate, other: PlannedDate): PlannedDate {
  return {
    wall: one.wall,
    isSkipped: one.isSkipped && other.isSkipped,
    notes: [...one.notes, ...other.notes],
  };
}
