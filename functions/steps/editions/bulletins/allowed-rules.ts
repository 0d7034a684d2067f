import { type Actor, actorKey, actorName } from "../../../core/access/actor.ts";
import { approvalRule } from "../../../core/bulletins/approval/approval-rules.ts";
import {
  type ApprovalRules,
  approvalRulesOf,
  approvalRulesSchema,
  weakens,
} from "../../../core/bulletins/approval/wanted-rules.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { listHistory } from "../../../store/history/histories.ts";
import type { Pipeline } from "../../pipeline.ts";

export type AllowedRules =
  /** `bulletin` may be stored. If `isWanting`, its weaker rules wait for a second member. */
  | { readonly kind: "allowed"; readonly bulletin: Bulletin; readonly isWanting: boolean }
  /** Only a member can want weaker rules: a command cannot prove which person ran it. */
  | { readonly kind: "refused" };

/**
 * Returns a bulletin as this actor may store it. Its rules of approval must not become weaker than
 * those of the stored bulletin, or of a deleted one with the same id, by one person's decision.
 */
export async function allowRules(
  pipeline: Pick<Pipeline, "table" | "now">,
  given: Bulletin,
  stored: Bulletin | undefined,
  by: Actor,
): Promise<AllowedRules> {
  const rules = stored ?? (await rulesOfDeleted(pipeline, given.id));
  if (!rules || !weakens(rules, given)) {
    const wantedRules = stored && sameRules(stored, given) ? stored.wantedRules : undefined;
    return {
      kind: "allowed",
      bulletin: Object.assign({}, given, { wantedRules }),
      isWanting: false,
    };
  }
  if (by.kind !== "person") return { kind: "refused" };
  const at = new Date(pipeline.now()).toISOString();
  const who = { by: actorKey(by), name: actorName(by), at };
  const wantedRules = Object.assign(approvalRulesOf(given), who);
  const bulletin = Object.assign({}, given, approvalRulesOf(rules), { wantedRules });
  return { kind: "allowed", bulletin, isWanting: true };
}

/** What the history of a deleted bulletin keeps: the rules that it had. */
export function rulesAtDeletion(bulletin: Bulletin) {
  return { rules: { before: approvalRulesOf(bulletin) } };
}

/** Returns the rules of the bulletin that had an id before; undefined if none had it. */
async function rulesOfDeleted(
  { table }: Pick<Pipeline, "table">,
  id: string,
): Promise<ApprovalRules | undefined> {
  const [last] = await listHistory(table, { kind: "bulletin", id }, 1);
  if (last?.what !== "bulletin-deleted") return undefined;
  const read = approvalRulesSchema.safeParse(last.changes?.rules?.before);
  return read.success ? read.data : { approval: approvalRule.enum.another };
}

function sameRules(one: Bulletin, other: Bulletin): boolean {
  return JSON.stringify(approvalRulesOf(one)) === JSON.stringify(approvalRulesOf(other));
}
