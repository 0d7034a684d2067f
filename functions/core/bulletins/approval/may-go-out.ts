import type { Approval } from "./approval.ts";
import type { ApprovalRule } from "./approval-rules.ts";

/** What decides whether a letter may go out. */
export type Going = {
  readonly rule: ApprovalRule;
  /** It needs a person's yes by every rule: see `alwaysNeedsApproval`. */
  readonly isAlwaysAsked: boolean;
  /** The hash of the letter that would go out. */
  readonly hash: string;
  readonly approval: Approval | undefined;
  /** Whether the person who approved may still approve. */
  readonly isApprover: boolean;
  /** Those who changed what is sent: `actorKey`. */
  readonly changedBy: ReadonlySet<string>;
  /** People on the lists now. Undefined: the audience is not in question. */
  readonly people?: number | undefined;
};

/** Why a letter may not go out. */
export type Obstacle =
  | { readonly kind: "not-approved" }
  | { readonly kind: "changed" }
  /** A check of the letter found an error, such as a placeholder. */
  | { readonly kind: "errors-found" }
  /** The approver is removed, or no longer among the bulletin's approvers. */
  | { readonly kind: "approver-gone" }
  /** The rule asks for another person than those who wrote. */
  | { readonly kind: "approver-wrote" }
  | { readonly kind: "audience-grew"; readonly before: number; readonly after: number };

/** An audience that grows by more than this share after the approval needs another approval. */
const maxGrowth = 0.1;

/**
 * Returns why a letter may not go out; undefined if it may. Every way to start a send asks here: the
 * clock, a page, a signed link, a command, and resuming. An approval of an edition is of its date,
 * because the edition's id names the date.
 */
export function whyNotOut(going: Going): Obstacle | undefined {
  const { rule, isAlwaysAsked, hash, approval, people } = going;
  // Without a rule, an approval is what a person saw when they sent: still no other letter.
  if (approval === undefined)
    return rule === "none" && !isAlwaysAsked ? undefined : { kind: "not-approved" };
  if (approval.hash !== hash) return { kind: "changed" };
  if (rule === "none") return undefined;
  if (!going.isApprover) return { kind: "approver-gone" };
  if (rule === "another" && going.changedBy.has(approval.by)) return { kind: "approver-wrote" };
  if (people !== undefined && hasGrown(approval.people, people))
    return { kind: "audience-grew", before: approval.people, after: people };
  return undefined;
}

export function hasGrown(before: number, after: number): boolean {
  return after > before * (1 + maxGrowth);
}
