import { nextSlot, type Timing } from "./next-slot.ts";

/** After a long silence, only so many of the latest slots have an edition. */
const maxMissed = 50;
/** Slots to count: a schedule of each minute has many in a long silence. */
const maxCounted = 5_000;

/**
 * Returns the slot to open after one that is done. Each missed slot is opened in its turn, so that a
 * dead clock changes no edition; after a very long silence, only the latest ones.
 */
export function slotAfter(bulletin: Timing, slot: Date, now: Date): Date | undefined {
  const missed: Date[] = [];
  let at: Date = slot;
  for (let counted = 0; counted < maxCounted; counted++) {
    const next = nextSlot(bulletin, at);
    if (next === undefined || next > now) return missed[0] ?? next;
    missed.push(next);
    at = next;
    if (missed.length > maxMissed) missed.shift();
  }
  return nextSlot(bulletin, now);
}
