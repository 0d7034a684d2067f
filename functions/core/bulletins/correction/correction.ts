import * as z from "zod";
import { instant, itemId, type Read } from "../../text/schema-parts.ts";
import type { Bulletin } from "../bulletin.ts";

/** What an edition corrects, and who gets it. It never changes: an approval of the edition is also of this. */
export const correctionSchema = z.object({
  /** The sent edition whose letter was wrong, and its slot. */
  edition: itemId,
  slot: instant,
  /** "who-got-it": exactly those who have the wrong letter, or may have it. */
  to: z.enum(["who-got-it", "everyone"]),
  /** Whether the letter says at its top that it is a correction. */
  isSaid: z.boolean(),
  /** Lists of the wrong edition that the bulletin no longer uses. Only those who got it count there. */
  formerLists: z.array(z.string()),
  /** An earlier correction of the same edition, which reached nobody. */
  replaces: itemId.optional(),
});
export type Correction = Read<typeof correctionSchema>;

/**
 * Returns the bulletin as a correction sends it: with the lists on which people are who got the wrong
 * letter. Those who have left all of them get no letter.
 */
export function bulletinFor(bulletin: Bulletin, correction: Correction | undefined): Bulletin {
  const { formerLists = [] } = correction ?? {};
  const former = formerLists.filter(list => !bulletin.lists.includes(list));
  return former.length === 0 ? bulletin : { ...bulletin, lists: [...bulletin.lists, ...former] };
}

/** Returns the id of a sent entry's copy in the correction. It is in one correction at most. */
export function correctedEntryId(sent: string): string {
  return `${sent}-c`;
}

/**
 * Returns the slot of an edition outside the schedule. Slots of a schedule are whole minutes, and
 * bulletin and slot make the id: so it is the edition of no scheduled date.
 */
export function unscheduledSlot(now: number): Date {
  return new Date(now % 1_000 === 0 ? now + 1 : now);
}
