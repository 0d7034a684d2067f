import type { EditionReason } from "../../functions/core/bulletins/reason.ts";
import { reasonInEnglish } from "../../functions/core/bulletins/reason-in-english.ts";

/** Returns why an edition is held or stopped, on one line: "quota-spent: Amazon SES’s quota …". */
export function sayReason(reason: EditionReason | undefined): string {
  const words = reasonInEnglish(reason).replace(/\s+/g, " ");
  return reason === undefined ? words : `${reason.code}: ${words}`;
}
