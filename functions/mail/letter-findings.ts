import type { FrozenContent } from "../core/bulletins/edition.ts";
import type { Finding } from "../core/writing/finding.ts";
import { encodedSize } from "./compose-message.ts";

/** Bytes of an HTML part, encoded as it is transferred, that Gmail shows: it hides what comes after them. */
const shownByGmail = 102_000;

/** What the sender of a letter should know before it goes out. */
export function findInLetter({ html }: Pick<FrozenContent, "html">): Finding[] {
  const size = encodedSize(html);
  if (size <= shownByGmail) return [];
  const what = `The HTML of the letter has ${kB(size)} as it is sent. Gmail shows ${kB(shownByGmail)} and hides the rest, the footer with its links too: shorten the letter.`;
  return [{ where: "html", what }];
}

function kB(bytes: number): string {
  return `${Math.ceil(bytes / 1_000).toLocaleString("en")} kB`;
}
