import { type Actor, byline, clockBy } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import { latenessOf } from "../../core/bulletins/approval/lateness.ts";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { loggedReason, type SkipReason } from "../../core/bulletins/reason.ts";
import { isSlot } from "../../core/bulletins/schedule/next-slot.ts";
import { isApproved, isProposed } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { decision } from "../decision.ts";
import { composeEdition } from "../editions/compose-edition.ts";
import { releaseEntries } from "../editions/return-to-waiting.ts";
import type { Pipeline } from "../pipeline.ts";
import { endApproval, reviewEdition } from "./review-edition.ts";

type Proposed = Edition & { readonly status: "waiting" | "approved" };

/**
 * Does what is due for a proposed edition: looks whether its letter has changed, opens it at its
 * date if it may go out, and skips it if it is too late. Returns the edition as it is then.
 */
export async function openProposed(
  pipeline: Pipeline,
  template: Template,
  seen: Edition,
  by: Actor = clockBy("due"),
): Promise<Edition> {
  const bulletin = await getBulletin(pipeline.table, seen.bulletin);
  if (!bulletin) return seen;
  const edition = await reviewEdition(pipeline, template, seen);
  if (!isProposed(edition)) return edition;
  const isUnscheduled = edition.proposal?.unscheduled === true;
  const slot = new Date(edition.slot);
  if (!isUnscheduled && slot.getTime() > pipeline.now()) return edition;
  if (!isUnscheduled && !isSlot(bulletin, slot))
    return skip(pipeline, edition, { code: "not-scheduled" }, by);
  if (isApproved(edition) || !needsApproval(bulletin, edition) || edition.entries.length === 0)
    return open(pipeline, template, { bulletin, edition, by });
  // It still waits. Someone asked for it, so it is not late; or its date has come.
  if (isUnscheduled) return edition;
  if (latenessOf(bulletin.late, slot, pipeline.now()) !== "skip") return miss(pipeline, edition);
  return skip(pipeline, edition, { code: "skipped-unapproved" }, clockBy("unapproved"));
}

/** Notes that the date came while the edition waited: a weaker rule alone no longer sends it. */
async function miss({ table }: Pipeline, edition: Proposed): Promise<Edition> {
  if (edition.proposal === undefined || edition.proposal.missedDate === true) return edition;
  const proposal = { ...edition.proposal, missedDate: true };
  return (await changeEdition(table, edition, { kind: "look-again", proposal }))
    ? { ...edition, proposal }
    : ((await getEdition(table, edition.id)) ?? edition);
}

type Opening = {
  readonly bulletin: Bulletin;
  readonly edition: Proposed;
  readonly by: Actor;
};

async function open(
  pipeline: Pipeline,
  template: Template,
  { bulletin, edition, by }: Opening,
): Promise<Edition> {
  const slot = new Date(edition.slot);
  const now = pipeline.now();
  const lateMinutes = Math.round((now - slot.getTime()) / 60_000);
  const isUnscheduled = edition.proposal?.unscheduled === true;
  // A yes after the date is a person's decision to send late.
  const isDecided =
    isUnscheduled || (edition.approval !== undefined && edition.approval.at > edition.slot);
  const lateness = latenessOf(bulletin.late, slot, now);
  if (lateness === "skip" && !isUnscheduled && edition.entries.length > 0)
    return skip(pipeline, edition, { code: "skipped-late", lateMinutes }, clockBy("late"));
  if (lateness === "hold" && !isDecided && edition.entries.length > 0)
    return holdLate(pipeline, edition, lateMinutes);
  const result = await composeEdition(pipeline, template, { bulletin, slot, by });
  if (result.kind !== "not-approved") return result.edition;
  const current = (await getEdition(pipeline.table, edition.id)) ?? edition;
  return isApproved(current) ? endApproval(pipeline, template, current, result.obstacle) : current;
}

async function skip(
  pipeline: Pipeline,
  edition: Proposed,
  reason: SkipReason,
  by: Actor,
): Promise<Edition> {
  const { id } = edition;
  const changes = { reason: { after: reason } };
  const on = editionSubject(id);
  const history = decision(pipeline, { by, what: "edition-skipped", on, changes });
  if (!(await changeEdition(pipeline.table, edition, { kind: "skip", reason, history })))
    return (await getEdition(pipeline.table, id)) ?? edition;
  await releaseEntries(pipeline, edition, edition.entries);
  pipeline.log("edition-skipped", { edition: id, ...loggedReason(reason), by: byline(by) });
  return { ...edition, status: "skipped", reason };
}

async function holdLate(
  pipeline: Pipeline,
  edition: Proposed,
  lateMinutes: number,
): Promise<Edition> {
  const reason = { code: "late", lateMinutes } as const;
  const on = editionSubject(edition.id);
  const changes = { reason: { after: reason } };
  const by = clockBy("late");
  const history = decision(pipeline, { by, what: "edition-held", on, changes });
  await changeEdition(pipeline.table, edition, { kind: "hold-late", reason, history });
  pipeline.log("edition-held", { edition: edition.id, ...loggedReason(reason), by: byline(by) });
  return (await getEdition(pipeline.table, edition.id)) ?? edition;
}
