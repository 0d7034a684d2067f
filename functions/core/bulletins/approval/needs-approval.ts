import type { Bulletin } from "../bulletin.ts";
import type { Correction } from "../correction/correction.ts";
import type { Proposal } from "./approval.ts";

/** What of an edition decides whether it needs a person's yes. */
export type OfferedEdition = {
  readonly corrects?: Correction | undefined;
  readonly proposal?: Proposal | undefined;
};

/** Whether a letter of this bulletin needs a person's yes. */
export function needsApproval(
  { approval }: Pick<Bulletin, "approval">,
  edition: OfferedEdition | undefined,
): boolean {
  return approval !== "none" || (edition !== undefined && alwaysNeedsApproval(edition));
}

/**
 * Whether a letter needs a person's yes by every rule. No schedule asked for a correction, or for a
 * letter that someone wanted sent at once. A change of the rule alone must not send what an approver
 * wanted changed, and what missed its date.
 */
export function alwaysNeedsApproval({ corrects, proposal }: OfferedEdition): boolean {
  return (
    corrects !== undefined ||
    proposal?.unscheduled === true ||
    proposal?.missedDate === true ||
    proposal?.asked !== undefined
  );
}
