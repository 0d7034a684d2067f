import { type Actor, actorKey, actorName, byline } from "../../core/access/actor.ts";
import { isApprover } from "../../core/access/approver.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Approval } from "../../core/bulletins/approval/approval.ts";
import { type Obstacle, whyNotOut } from "../../core/bulletins/approval/may-go-out.ts";
import {
  alwaysNeedsApproval,
  needsApproval,
  type OfferedEdition,
} from "../../core/bulletins/approval/needs-approval.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { bulletinFor, type Correction } from "../../core/bulletins/correction/correction.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isApproved, isProposed, isWaiting } from "../../core/bulletins/status.ts";
import { type Finding, hasErrors } from "../../core/writing/finding.ts";
import type { Template } from "../../mail/template.ts";
import { listTeam } from "../../store/access/members.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { decision } from "../decision.ts";
import { changedBy } from "../editions/changed-by.ts";
import { countEveryone } from "../editions/check-going.ts";
import type { Pipeline } from "../pipeline.ts";
import { openProposed } from "./open-proposed.ts";
import { readMaterial, renderMaterial } from "./proposed-letter.ts";
import { reviewEdition } from "./review-edition.ts";

export type ApproveOutcome =
  /** If its date has come, `edition` is being sent. */
  | { readonly kind: "approved"; readonly edition: Edition }
  | { readonly kind: "already"; readonly edition: Edition }
  /** The letter differs from the one that the person saw. */
  | { readonly kind: "changed"; readonly edition: Edition }
  /** This person may not approve it. */
  | { readonly kind: "refused"; readonly obstacle: Obstacle }
  | { readonly kind: "no-approval-needed" }
  /** There is no such edition, or it does not wait for an approval. */
  | { readonly kind: "over" };

/** A person's yes to the letter with this hash, which they saw. */
export type Yes = { readonly edition: string; readonly hash: string; readonly by: Actor };

/**
 * Approves the letter of a date, if it is still the one that the person saw and they may approve it.
 * If the date has passed, or there is none, the edition is opened at once.
 */
export async function approveEdition(
  pipeline: Pipeline,
  template: Template,
  { edition: id, hash, by }: Yes,
): Promise<ApproveOutcome> {
  const { table } = pipeline;
  const stored = await getEdition(table, id);
  const current = stored && (await getBulletin(table, stored.bulletin));
  if (!stored || !current || !isProposed(stored)) return { kind: "over" };
  if (!needsApproval(current, stored)) return { kind: "no-approval-needed" };
  const { corrects } = stored;
  const bulletin = bulletinFor(current, corrects);
  const edition = await reviewEdition(pipeline, template, stored);
  if (edition.hash !== hash || hash === "") return { kind: "changed", edition };
  if (isApproved(edition)) return { kind: "already", edition };
  if (!isWaiting(edition) || !edition.proposal) return { kind: "over" };
  const approval = await approvalBy(pipeline, { bulletin, corrects }, hash, by);
  const slot = new Date(edition.slot);
  const material = await readMaterial(pipeline, template, bulletin, { id, slot, corrects });
  const { findings } = await renderMaterial(table, material, slot, template);
  const obstacle = await whyNotBy(pipeline, bulletin, { ...edition, findings }, approval);
  if (obstacle) return { kind: "refused", obstacle };
  const on = editionSubject(id);
  const history = decision(pipeline, { by, what: "edition-approved", on, hash });
  // The approver has seen the letter: only what changes from now on is news.
  const proposal = { ...edition.proposal, told: true };
  const change = { kind: "approve", approval, proposal, history } as const;
  if (!(await changeEdition(table, edition, change)))
    return approveEdition(pipeline, template, { edition: id, hash, by });
  pipeline.log("edition-approved", { edition: id, hash, by: byline(by) });
  const approved: Edition = { ...edition, status: "approved", approval, proposal };
  return { kind: "approved", edition: await openProposed(pipeline, template, approved, by) };
}

/** Returns someone's yes to a letter, with the audience as it is now. */
export async function approvalBy(
  pipeline: Pick<Pipeline, "table" | "now">,
  {
    bulletin,
    corrects,
  }: { readonly bulletin: Bulletin; readonly corrects?: Correction | undefined },
  hash: string,
  by: Actor,
): Promise<Approval> {
  return {
    hash,
    by: actorKey(by),
    name: actorName(by),
    at: new Date(pipeline.now()).toISOString(),
    people: await countEveryone(pipeline, bulletin, corrects),
  };
}

/** Returns why this person may not approve the letter of an edition; undefined if they may. */
export async function whyNotBy(
  pipeline: Pick<Pipeline, "table">,
  bulletin: Bulletin,
  edition: OfferedEdition &
    Pick<Edition, "id" | "entries"> & { readonly findings: readonly Finding[] },
  approval: Pick<Approval, "by" | "hash">,
): Promise<Obstacle | undefined> {
  if (hasErrors(edition.findings)) return { kind: "errors-found" };
  const team = await listTeam(pipeline.table);
  const rule = bulletin.approval;
  return whyNotOut({
    rule,
    isAlwaysAsked: alwaysNeedsApproval(edition),
    hash: approval.hash,
    approval: { ...approval, name: "", at: "", people: 0 },
    isApprover: isApprover(team, bulletin, approval.by),
    changedBy:
      rule === "another" ? await changedBy(pipeline, bulletin, edition, team) : new Set<string>(),
  });
}
