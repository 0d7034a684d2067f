import { type StatusProblem, sayStatusProblem } from "../../people/senders/sending-status.ts";
import type { HeldReason } from "../reason.ts";
import { reasonInEnglish } from "../reason-in-english.ts";

/** What would keep an edition from going out at its slot. */
export type LookAheadProblem = HeldReason | { readonly code: "no-approver" } | StatusProblem;

export function sayProblem(problem: LookAheadProblem): string {
  switch (problem.code) {
    case "no-approver":
      return "Nobody may approve it. Give someone the role approver, or change the bulletin’s approvers.";
    case "sending-off":
    case "sender-unknown":
    case "sender-unverified":
    case "unsigned":
    case "signing-off":
      return `${sayStatusProblem(problem)} Ask the people who run this site: the doctor (npm run doctor) says what to do.`;
    default:
      return reasonInEnglish(problem);
  }
}
