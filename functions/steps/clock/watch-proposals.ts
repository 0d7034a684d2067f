import { clockBy } from "../../core/access/actor.ts";
import { deadlineOf, reminderOf } from "../../core/bulletins/approval/deadline.ts";
import { onTimeMs } from "../../core/bulletins/approval/lateness.ts";
import { hasLostDate } from "../../core/bulletins/approval/lost-date.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isApproved, isProposed, isWaiting } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { listTeam } from "../../store/access/members.ts";
import { type Due, getBulletin } from "../../store/bulletins/bulletins.ts";
import { listSkippedEditions, stopWatching } from "../../store/bulletins/due-editions.ts";
import { doOnce } from "../approval/do-once.ts";
import { lookAhead } from "../approval/look-ahead.ts";
import { openProposed } from "../approval/open-proposed.ts";
import { proposeEdition } from "../approval/propose-edition.ts";
import { endApproval } from "../approval/review-edition.ts";
import { tellApprovers, teller, withAddress } from "../approval/tell-approvers.ts";
import { tellLostDate } from "../approval/tell-lost-date.ts";
import { checkGoing } from "../editions/check-going.ts";
import type { Pipeline } from "../pipeline.ts";

/** From its copy deadline on: proposes the edition of a slot, and looks whether it will go out. */
export async function prepareSlot(
  pipeline: Pipeline,
  template: Template,
  { bulletin, slot }: Due,
): Promise<void> {
  if (deadlineOf(bulletin, slot).getTime() > pipeline.now()) return;
  await lookAhead(pipeline, template, bulletin, slot);
  if (bulletin.approval === "none") return;
  const by = clockBy("deadline");
  const proposed = await proposeEdition(pipeline, template, { bulletin: bulletin.id, slot, by });
  const isNear = reminderOf(bulletin, slot).getTime() <= pipeline.now();
  if (proposed.kind !== "proposed" || !isNear || !isApproved(proposed.edition)) return;
  await checkApproval(pipeline, template, bulletin, proposed.edition);
}

/**
 * Looks once, near the slot, whether an approval still holds: there is time for another. The slot asks
 * once more.
 */
async function checkApproval(
  pipeline: Pipeline,
  template: Template,
  bulletin: Bulletin,
  edition: Edition,
): Promise<void> {
  const { id, hash, approval } = edition;
  await doOnce(pipeline, `approval-holds#${id}#${approval?.at}`, async () => {
    const obstacle = await checkGoing(pipeline, { bulletin, edition, hash, approval }, "count");
    if (obstacle) await endApproval(pipeline, template, edition, obstacle);
    return true;
  });
}

/** Does what is due for a proposed edition, and tells those who can act. Returns it as it is then. */
export async function watchProposed(
  pipeline: Pipeline,
  template: Template,
  seen: Edition,
): Promise<Edition> {
  const edition = await openProposed(pipeline, template, seen);
  const bulletin = isProposed(edition) && (await getBulletin(pipeline.table, edition.bulletin));
  if (!bulletin) return edition;
  if (hasLostDate(bulletin, edition)) await tellLostDate(pipeline, bulletin, edition);
  else await tellApprovers(pipeline, bulletin, edition);
  return edition;
}

/** Whether an edition waits for its approval although its date has passed. */
export function isUnapproved(edition: Edition, now: number): boolean {
  return (
    isWaiting(edition) &&
    edition.proposal?.unscheduled !== true &&
    edition.entries.length > 0 &&
    Date.parse(edition.slot) + onTimeMs < now
  );
}

/** Tells those who can act that an edition was skipped. Returns how many were, unapproved. */
export async function watchSkipped(pipeline: Pipeline): Promise<number> {
  const skipped = await listSkippedEditions(pipeline.table);
  for (const edition of skipped) {
    const bulletin = await getBulletin(pipeline.table, edition.bulletin);
    const { reason } = edition;
    const team = bulletin ? await listTeam(pipeline.table) : [];
    const everyone = (["write", "hold"] as const).flatMap(permission =>
      bulletin ? withAddress(team, bulletin, permission) : [],
    );
    const tell = bulletin && teller(pipeline, bulletin, edition);
    const isTold =
      !tell ||
      everyone.length === 0 ||
      (await tell("skipped", everyone, () => ({ kind: "skipped", reason })));
    if (isTold) await stopWatching(pipeline.table, edition);
  }
  return skipped.filter(({ reason }) => reason?.code !== "not-scheduled").length;
}
