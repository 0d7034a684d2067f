import type { Bulletin } from "../bulletin.ts";
import type { Edition } from "../edition.ts";
import { isSlot } from "../schedule/next-slot.ts";
import { isProposed } from "../status.ts";

/**
 * Whether an edition waits for a date that its bulletin does not have any more: the schedule has
 * changed, the date was skipped or moved, or the bulletin is paused or archived. Nothing is sent then.
 */
export function hasLostDate(bulletin: Bulletin, edition: Edition | undefined): boolean {
  if (edition === undefined || !isProposed(edition)) return false;
  return edition.proposal?.unscheduled !== true && !isSlot(bulletin, new Date(edition.slot));
}
