import { reminderOf } from "../../core/bulletins/approval/deadline.ts";
import type { LookAheadProblem } from "../../core/bulletins/approval/look-ahead-problem.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { type Edition, editionId } from "../../core/bulletins/edition.ts";
import type { Template } from "../../mail/template.ts";
import { listTeam } from "../../store/access/members.ts";
import { countUnlessKnown } from "../people/count-audience.ts";
import { findStatusProblems } from "../people/find-status-problems.ts";
import type { Pipeline } from "../pipeline.ts";
import { doOnce } from "./do-once.ts";
import { type Material, readMaterial, renderMaterial } from "./proposed-letter.ts";
import { approversOf, teller, withAddress } from "./tell-approvers.ts";

/**
 * Looks twice whether an edition would go out at its slot: once from its copy deadline on, and once
 * near the slot, since lists, template and sender may have changed. Tells the people who can act of
 * what would keep it back: then, not at the slot.
 */
export async function lookAhead(
  pipeline: Pipeline,
  template: Template,
  bulletin: Bulletin,
  slot: Date,
): Promise<void> {
  const id = editionId(bulletin.id, slot);
  const look = reminderOf(bulletin, slot).getTime() <= pipeline.now() ? "look-again" : "look-ahead";
  await doOnce(pipeline, `${look}#${id}`, async () => {
    const material = await readMaterial(pipeline, template, bulletin, { id, slot });
    const problems = await findProblems(pipeline, template, slot, material);
    pipeline.log("looked-ahead", { edition: id, problems: problems.map(p => p.code).join(" ") });
    return problems.length === 0 || tell(pipeline, { material, slot, problems, look });
  });
}

/** Returns what would keep an edition back at its slot. Empty if nothing is due. */
export async function findProblems(
  pipeline: Pipeline,
  template: Template,
  slot: Date,
  material: Material,
): Promise<LookAheadProblem[]> {
  const { bulletin, entries } = material;
  if (entries.length === 0) return [];
  const problems: LookAheadProblem[] = [];
  const { problem } = await renderMaterial(pipeline.table, material, slot, template);
  if (problem) problems.push(problem);
  const { writtenTo } = await countUnlessKnown(pipeline, bulletin);
  if (writtenTo === 0) problems.push({ code: "nobody-listed" });
  const { max24HourSend, remaining, maxSendRate } = await pipeline.quota();
  const status = await findStatusProblems(pipeline, bulletin.sender.from);
  problems.push(...status);
  if (maxSendRate === 0 && !status.some(({ code }) => code === "sending-off"))
    problems.push({ code: "sending-off" });
  // What was sent in the last 24 hours no longer counts at the slot, if that is a day away.
  if (max24HourSend >= 0 && writtenTo > max24HourSend && bulletin.overQuota !== "spread")
    problems.push({
      code: "over-quota",
      people: writtenTo,
      max24HourSend,
      left: remaining,
      reserved: 0,
    });
  if (bulletin.approval !== "none" && (await hasNoApprover(pipeline, slot, material)))
    problems.push({ code: "no-approver" });
  return problems;
}

async function hasNoApprover(
  pipeline: Pipeline,
  slot: Date,
  { bulletin, entries }: Material,
): Promise<boolean> {
  const edition = { id: editionId(bulletin.id, slot), entries: entries.map(({ id }) => id) };
  const team = await listTeam(pipeline.table);
  return (await approversOf(pipeline, bulletin, edition, team)).length === 0;
}

type Found = {
  readonly material: Material;
  readonly slot: Date;
  readonly problems: readonly LookAheadProblem[];
  readonly look: "look-ahead" | "look-again";
};

async function tell(
  pipeline: Pipeline,
  { material: { bulletin, entries }, slot, problems, look }: Found,
): Promise<boolean> {
  const team = await listTeam(pipeline.table);
  const everyone = (["write", "hold"] as const).flatMap(permission =>
    withAddress(team, bulletin, permission),
  );
  const edition: Edition = {
    id: editionId(bulletin.id, slot),
    bulletin: bulletin.id,
    slot: slot.toISOString(),
    status: "empty",
    entries: entries.map(({ id }) => id),
    lists: bulletin.lists,
    sender: bulletin.sender,
    subject: "",
    hash: "",
    audience: 0,
    rounds: 0,
  };
  const link = `${pipeline.editorsUrl}/bulletins/${bulletin.id}`;
  const mail = teller(pipeline, bulletin, edition, link);
  return everyone.length === 0 || mail(look, everyone, () => ({ kind: "look-ahead", problems }));
}
