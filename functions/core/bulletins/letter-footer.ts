import type { Footer } from "../letter/footer.ts";
import { parseSender } from "../people/senders/sender.ts";
import type { Bulletin } from "./bulletin.ts";

/** Returns the logo and the footer of a bulletin's letters. */
export function letterFooter({
  language,
  organisation,
  logo,
  sender,
  footer,
}: Pick<Bulletin, "language" | "organisation" | "logo" | "sender" | "footer">): Footer {
  return {
    language,
    organisation,
    logo,
    reason: footer?.reason,
    address: footer?.address,
    privacyUrl: footer?.privacyUrl,
    repliesReadBy: readerOfReplies(sender.replyTo ?? sender.from),
  };
}

/** "no-reply@", "donotreply@", "nepasrepondre@", "keine-antwort@": nobody reads these. */
const unread = /^(?:no|do-?not|ne-?pas)-?(?:reply|repondre)|^keine-?antwort|^no-?responder/i;

/** Returns the name of who reads replies, or their address; undefined for a "no-reply" address. */
function readerOfReplies(mailbox: string): string | undefined {
  const parsed = parseSender(mailbox);
  if (!parsed || unread.test(parsed.address)) return undefined;
  return parsed.name || parsed.address;
}
