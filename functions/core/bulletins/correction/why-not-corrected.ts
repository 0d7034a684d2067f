import { sayCount } from "../../text/say-count.ts";

/** Why an edition cannot be corrected. */
export type WhyNotCorrected =
  /** It is not over: people may still get the wrong letter. */
  | { readonly kind: "not-over" }
  /** It was stopped a moment ago, and Amazon SES may still answer for its last letters. */
  | { readonly kind: "still-sending"; readonly until: number }
  /** Nobody has it, or may have it. */
  | { readonly kind: "nobody-has-it" }
  /** Its ledger has ended: who got it is no longer known. */
  | { readonly kind: "ledger-ended" }
  /** Every entry is left out. */
  | { readonly kind: "nothing-left" }
  | { readonly kind: "unknown" };

/** Returns what to do about it. `now` in epoch milliseconds. */
export function sayWhyNotCorrected(why: WhyNotCorrected, now: number): string {
  switch (why.kind) {
    case "not-over":
      return "It is not sent to everyone yet. Stop the edition permanently first, so that nobody else gets the wrong letter.";
    case "still-sending":
      return `Amazon SES may still answer for the last letters. Try again in ${sayCount(Math.max(1, Math.ceil((why.until - now) / 60_000)), "minute", "minutes")}.`;
    case "nobody-has-it":
      return "Nobody has the letter, so there is nothing to correct.";
    case "ledger-ended":
      return "The record of who got it has ended. Write a new letter instead.";
    case "nothing-left":
      return "Keep at least one entry.";
    case "unknown":
      return "There is no such edition.";
  }
}
