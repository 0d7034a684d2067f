import { Cron } from "croner";
import type { Bulletin } from "../bulletin.ts";
import { instantOf, wallTime } from "./zoned-time.ts";

/** What decides when the editions of a bulletin are due. */
export type Timing = Pick<Bulletin, "zone" | "schedule" | "pausedAt" | "archivedAt">;

/**
 * Returns the first slot after an instant. Returns undefined if there is none: the bulletin has no
 * schedule, its schedule has ended, or it is paused or archived. A time that a clock change skips
 * is due right after the change. A repeated time is due the first time.
 */
export function nextSlot(
  { zone, schedule, pausedAt, archivedAt }: Timing,
  after: Date,
): Date | undefined {
  if (!schedule || pausedAt !== undefined || archivedAt !== undefined) return undefined;
  // Cron runs on wall time, where no time is skipped or repeated.
  // Croner loses a slot in a gap that ends at midnight.
  const face = new Cron(schedule.cron, { timezone: "UTC", paused: true });
  let wall: Date | null = new Date(wallTime(after.getTime(), zone));
  for (;;) {
    wall = face.nextRun(wall);
    if (wall === null) return undefined;
    const slot = instantOf(wall.getTime(), zone);
    if (slot > after.getTime()) return new Date(slot);
  }
}
