import type { Bulletin } from "../bulletin.ts";
import { nextSlot } from "../schedule/next-slot.ts";

const dayMs = 86_400_000;

/** The longest copy deadline that a bulletin may have. */
export const longestDeadlineMs = 30 * dayMs;

/**
 * Returns the copy deadline of a slot: the edition is proposed from then on. By default it is a day
 * before the slot, or halfway between two slots that follow each other faster.
 */
export function deadlineOf(bulletin: Bulletin, slot: Date): Date {
  return new Date(slot.getTime() - leadMsOf(bulletin, slot));
}

function leadMsOf(bulletin: Bulletin, slot: Date): number {
  if (bulletin.deadlineMinutes !== undefined) return bulletin.deadlineMinutes * 60_000;
  const next = nextSlot(bulletin, slot);
  return Math.min(dayMs, next ? (next.getTime() - slot.getTime()) / 2 : dayMs);
}

/** Reminders go out at most this long before the slot. */
const longestReminderMs = 2 * 3_600_000;

/** Returns when approvers and deputies are reminded: when a quarter of the time is left. */
export function reminderOf(bulletin: Bulletin, slot: Date): Date {
  const beforeMs = Math.min(longestReminderMs, leadMsOf(bulletin, slot) / 4);
  return new Date(slot.getTime() - beforeMs);
}
