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

/**
 * Says that a digest's entries were shortened to `words` words, because mail programs would not show
 * the letter whole.
 */
export function sayShortened(words: number): Finding {
  const what = `With its whole entries the letter would be longer than Gmail shows. Entries of more than ${words} words are shortened, and link to the rest in the archive.`;
  return { code: "shortened", severity: "note", where: "html", what, why: "Readers see the end." };
}

/** Whether Gmail would hide the end of a letter. */
export function isClipped(html: string): boolean {
  return encodedSize(html) > gmailMaxBytes;
}

/** Returns how much of what Gmail shows a letter takes: "9 kB of the 102 kB that Gmail shows". */
export function sayBudget(html: string): string {
  return `${kB(encodedSize(html))} of the ${kB(gmailMaxBytes)} that Gmail shows`;
}

function kB(bytes: number): string {
  return `${Math.ceil(bytes / 1_000).toLocaleString("en")} kB`;
}
