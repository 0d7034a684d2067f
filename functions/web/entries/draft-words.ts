import type { HoldReason } from "../../core/bulletins/entry.ts";
import type { DraftResult } from "../../steps/editions/draft-edition.ts";
import { sayInstant, sayList } from "../kit/say.ts";

type NoLetter = Exclude<DraftResult, { kind: "draft" }>;

/** Why there is no letter to show or send, and what to do. */
export function whyNoLetter(result: NoLetter): string {
  if (result.kind === "nothing-due") return "There is nothing to send: no entry is ready.";
  if (result.kind === "incomplete")
    return `The letter cannot be sent yet: it has no ${sayList(result.missing).replace(/ and /, " and no ")}. ${howTo(result.missing)}`;
  return `The letter’s template has an error: ${result.file}, line ${result.line}: ${result.message}`;
}

function howTo(missing: Extract<NoLetter, { kind: "incomplete" }>["missing"]): string {
  const advice = {
    subject: "Give the entry a title.",
    signatory: "End the text with a sign-off such as “Yours sincerely,” and the name below it.",
    words: "Write the text.",
  };
  return missing.map(part => advice[part]).join(" ");
}

/** Why an entry is not in the next edition. `zone`: the bulletin's. */
export function whyHeld(reason: HoldReason, zone: string): string {
  if (reason.kind === "draft") return "Draft.";
  if (reason.kind === "withdrawn") return "Withdrawn.";
  if (reason.kind === "expired") return `Expired: not after ${sayInstant(reason.since, zone)}.`;
  if (reason.kind === "waits") return `Not before ${sayInstant(reason.until, zone)}.`;
  return "Each edition is one letter, and another entry goes first.";
}
