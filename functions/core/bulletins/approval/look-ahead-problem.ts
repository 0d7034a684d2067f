import type { HeldReason } from "../reason.ts";
import { reasonInEnglish } from "../reason-in-english.ts";

/** What would keep an edition from going out at its slot. */
export type LookAheadProblem =
  | HeldReason
  | { readonly code: "no-approver" }
  /** Amazon SES has stopped the account's sending. */
  | { readonly code: "sending-off" };

export function sayProblem(problem: LookAheadProblem): string {
  switch (problem.code) {
    case "no-approver":
      return "Nobody may approve it. Give someone the role approver, or change the bulletin’s approvers.";
    case "sending-off":
      return "Amazon SES has stopped all sending of the AWS account. Ask AWS Support.";
    default:
      return reasonInEnglish(problem);
  }
}
