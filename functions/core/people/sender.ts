import addressparser from "nodemailer/lib/addressparser";
import { parseMailbox, refusedBySes } from "./mailbox.ts";

/**
 * Reads an RFC 5322 mailbox that SES can send from,
 * "Name <address>" or a bare address; undefined if it is not one.
 */
export function parseSender(text: string): { name: string; address: string } | undefined {
  if (/\p{Cc}/u.test(text)) return undefined;
  const [first, ...others] = addressparser(text, { flatten: true });
  if (!first || others.length > 0) return undefined;
  // Two addresses with a blank between them: the parser takes one of them for a name.
  if (first.name.includes("@") && !text.includes("<")) return undefined;
  const mailbox = parseMailbox(first.address);
  if (mailbox.kind === "invalid" || refusedBySes(mailbox.mailbox.address)) return undefined;
  return { name: first.name, address: mailbox.mailbox.address };
}
