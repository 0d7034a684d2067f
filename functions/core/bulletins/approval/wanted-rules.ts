import * as z from "zod";
import { addressIdentity } from "../../people/mailbox.ts";
import { exactText, instant, type Read } from "../../text/schema-parts.ts";
import { approvalRule, approverSchema } from "./approval-rules.ts";

const rules = {
  approval: approvalRule,
  approvers: z.array(approverSchema).max(20, "must be 20 people or fewer").optional(),
  approveByLink: z.boolean().optional(),
};

/** Who approves, and how. */
export const approvalRulesSchema = z.object(rules);
export type ApprovalRules = Read<typeof approvalRulesSchema>;

/** Weaker rules that a member wants. They count once a second member has confirmed them. */
export const wantedRulesSchema = z.object({
  ...rules,
  /** Names the member as `actorKey` does. */
  by: exactText,
  name: exactText,
  at: instant,
});

/** Returns the fields that say who approves. */
export function approvalRulesOf({
  approval,
  approvers,
  approveByLink,
}: ApprovalRules): ApprovalRules {
  return { approval, approvers, approveByLink };
}

const strength = { none: 0, one: 1, another: 2 } as const;

/**
 * Whether new rules let someone approve who could not before, or let editions go without an
 * approval. One person alone must not do that to a bulletin.
 */
export function weakens(before: ApprovalRules, after: ApprovalRules): boolean {
  if (before.approval === "none") return false;
  if (strength[after.approval] < strength[before.approval]) return true;
  if (after.approveByLink === true && before.approveByLink !== true) return true;
  const known = peopleIn(before);
  if (known.size === 0) return false;
  const now = peopleIn(after);
  return now.size === 0 || [...now].some(person => !known.has(person));
}

function peopleIn({ approvers = [] }: ApprovalRules): Set<string> {
  return new Set(
    approvers
      .flatMap(({ address, deputy }) => (deputy === undefined ? [address] : [address, deputy]))
      .map(addressIdentity),
  );
}
