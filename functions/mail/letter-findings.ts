import type { FrozenContent } from "../core/bulletins/edition.ts";
import type { Finding } from "../core/writing/finding.ts";
import { encodedSize } from "./compose-message.ts";

/** Gmail shows this much of an HTML part (encoded for transfer) and hides the rest. */
const gmailMaxBytes = 102_000;

/** Returns problems of a letter that its sender should know before it is sent. */
export function findInLetter({ html }: Pick<FrozenContent, "html">): Finding[] {
  const bytes = encodedSize(html);
  if (bytes <= gmailMaxBytes) return [];
  const what = `The HTML of the letter is ${kB(bytes)} when sent. Gmail shows ${kB(gmailMaxBytes)} and hides the rest, including the footer with its links. Shorten the letter.`;
  const why = "Readers would not see the end of the letter, nor how to unsubscribe.";
  return [{ code: "clipped", severity: "error", where: "html", what, why }];
}

/** Returns how much of what Gmail shows a letter takes: "9 kB of the 102 kB that Gmail shows". */
export function sayBudget(html: string): string {
  return `${kB(encodedSize(html))} of the ${kB(gmailMaxBytes)} that Gmail shows`;
}

function kB(bytes: number): string {
  return `${Math.ceil(bytes / 1_000).toLocaleString("en")} kB`;
}
