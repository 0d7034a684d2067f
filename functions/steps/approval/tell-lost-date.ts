import { createHash } from "node:crypto";
import { hasLostDate } from "../../core/bulletins/approval/lost-date.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { nextSlot } from "../../core/bulletins/schedule/next-slot.ts";
import { listTeam } from "../../store/access/members.ts";
import type { Pipeline } from "../pipeline.ts";
import { doOnce } from "./do-once.ts";
import { approversOf, teller, withAddress } from "./tell-approvers.ts";

/**
 * Tells the editors, the approvers and those who can pause, once for each change of the dates, that an
 * edition waits for a date that its bulletin does not have any more.
 */
export async function tellLostDate(
  pipeline: Pipeline,
  bulletin: Bulletin,
  edition: Edition,
): Promise<void> {
  if (!hasLostDate(bulletin, edition) || edition.entries.length === 0) return;
  // A date can go, come back, and go again.
  const change = `date-gone-${hashOfDates(bulletin)}`;
  await doOnce(pipeline, `${change}#${edition.id}`, async () => {
    const team = await listTeam(pipeline.table);
    const everyone = [
      ...withAddress(team, bulletin, "write"),
      ...withAddress(team, bulletin, "hold"),
      ...(await approversOf(pipeline, bulletin, edition, team)),
    ];
    const link = `${pipeline.editorsUrl}/bulletins/${bulletin.id}/dates`;
    const next = nextSlot(bulletin, new Date(pipeline.now()));
    const tell = teller(pipeline, bulletin, edition, link);
    return everyone.length === 0 || tell(change, everyone, () => ({ kind: "date-gone", next }));
  });
}

function hashOfDates({ zone, schedule, holidays, exceptions, pausedAt, archivedAt }: Bulletin) {
  const dates = [zone, schedule, holidays, exceptions, pausedAt, archivedAt];
  return createHash("sha256").update(JSON.stringify(dates)).digest("hex").slice(0, 16);
}
