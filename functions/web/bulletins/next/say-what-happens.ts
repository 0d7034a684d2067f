import { deadlineOf } from "../../../core/bulletins/approval/deadline.ts";
import { usualLateRule } from "../../../core/bulletins/approval/lateness.ts";
import { hasLostDate } from "../../../core/bulletins/approval/lost-date.ts";
import { needsApproval } from "../../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import { nextSlot } from "../../../core/bulletins/schedule/next-slot.ts";
import { isApproved, keepsEntries } from "../../../core/bulletins/status.ts";
import { sayDate, sayInstant, sayPeople } from "../../kit/say.ts";
import { sayNext } from "../home/bulletins-list.tsx";

/** What comes of the next edition at its date. `edition`: if it is proposed. */
export function sayWhatHappens(
  bulletin: Bulletin,
  edition: Edition | undefined,
  slot: Date | undefined,
  now: Date,
): string {
  const { zone, pausedAt, archivedAt } = bulletin;
  if (hasLostDate(bulletin, edition))
    return `The bulletin does not have this date any more, so nothing is sent then. ${sayAfterLoss(bulletin, now)}`;
  if (!slot || pausedAt !== undefined || archivedAt !== undefined) return sayNext(bulletin, now);
  if (!needsApproval(bulletin, edition)) return "It is sent at that time. It needs no approval.";
  if (edition && isApproved(edition)) return "It is sent at that time, exactly as it was approved.";
  const { asked, unscheduled, missedDate } = edition?.proposal ?? {};
  const change = asked ? `${asked.name} asked for changes. ` : "";
  if (unscheduled) return `${change}It is sent as soon as an approver has approved it.`;
  if (missedDate || slot <= now)
    return `${change}Its date has passed. It is sent as soon as an approver has approved it${sayUntilWhen(bulletin, slot)}.`;
  const deadline = deadlineOf(bulletin, slot);
  const tense = deadline > now ? "is" : "was";
  return `${change}It is sent at that time if an approver has approved it. The copy deadline ${tense} ${sayInstant(deadline, zone)}.`;
}

/** What becomes of the entries of an edition that loses its date. */
export function sayAfterLoss(bulletin: Bulletin, now: Date): string {
  const next = nextSlot(bulletin, now);
  return next
    ? `Its entries go to the edition of ${sayInstant(next, bulletin.zone)}.`
    : sayNext(bulletin, now);
}

/** Until when a late edition can still be approved. */
function sayUntilWhen({ late = usualLateRule, zone }: Bulletin, slot: Date): string {
  if (late.rule !== "send") return "";
  return `, until ${sayInstant(new Date(slot.getTime() + late.withinHours * 3_600_000), zone)}`;
}

/** " Last sent on Tuesday 17 November 2026 to 10 people.", if an edition was sent. */
export function sayLastSent(latestFirst: readonly Edition[], zone: string): string {
  const sent = latestFirst.find(edition => keepsEntries(edition) && edition.audience > 0);
  if (!sent) return "";
  return ` Last sent on ${sayDate(new Date(sent.slot), zone)} to ${sayPeople(sent.audience)}.`;
}
