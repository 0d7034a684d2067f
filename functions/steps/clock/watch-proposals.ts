import { clockBy } from "../../core/access/actor.ts";
import { deadlineOf } from "../../core/bulletins/approval/deadline.ts";
import { onTimeMs } from "../../core/bulletins/approval/lateness.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isWaiting } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { listTeam } from "../../store/access/members.ts";
import { type Due, getBulletin } from "../../store/bulletins/bulletins.ts";
import { listSkippedEditions, stopWatching } from "../../store/bulletins/due-editions.ts";
import { lookAhead } from "../approval/look-ahead.ts";
import { openProposed } from "../approval/open-proposed.ts";
import { proposeEdition } from "../approval/propose-edition.ts";
import { tellApprovers, teller, withAddress } from "../approval/tell-approvers.ts";
import type { Pipeline } from "../pipeline.ts";

/** From its copy deadline on: proposes the edition of a slot, and looks once whether it will go out. */
export async function prepareSlot(
  pipeline: Pipeline,
  template: Template,
  { bulletin, slot }: Due,
): Promise<void> {
  if (deadlineOf(bulletin, slot).getTime() > pipeline.now()) return;
  await lookAhead(pipeline, template, bulletin, slot);
  if (bulletin.approval === "none") return;
  const by = clockBy("deadline");
  await proposeEdition(pipeline, template, { bulletin: bulletin.id, slot, by });
}

/** Does what is due for a proposed edition, and tells those who can act. Returns it as it is then. */
export async function watchProposed(
  pipeline: Pipeline,
  template: Template,
  seen: Edition,
): Promise<Edition> {
  const edition = await openProposed(pipeline, template, seen);
  const bulletin = isWaiting(edition) && (await getBulletin(pipeline.table, edition.bulletin));
  if (bulletin) await tellApprovers(pipeline, bulletin, edition);
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
