import addressparser from "nodemailer/lib/addressparser";
import * as z from "zod";
import { type Read, textLine } from "../../text/schema-parts.ts";
import { parseMailbox, refusedBySes } from "../mailbox.ts";

/**
 * Reads an RFC 5322 mailbox that SES can send from,
 * "Name <address>" or a bare address; undefined if it is not one.
 */
export function parseSender(
  text: string,
): { name: string; address: string; domain: string } | undefined {
  if (/\p{Cc}/u.test(text)) return undefined;
  const [first, ...others] = addressparser(quoted(text), { flatten: true });
  if (!first || others.length > 0) return undefined;
  // Two addresses with a blank between them: the parser takes one of them for a name.
  if (first.name.includes("@") && !text.includes("<")) return undefined;
  const mailbox = parseMailbox(first.address);
  if (mailbox.kind === "invalid" || refusedBySes(mailbox.mailbox.address)) return undefined;
  const { address, domain } = mailbox.mailbox;
  return { name: first.name, address, domain };
}

/**
 * "Trust (North): Letters <a@example.org>": people type a name as it is. RFC 5322 would have brackets
 * be a comment, and the words before a colon the name of a group.
 */
function quoted(text: string): string {
  const [, name, address] = /^\s*([^"<>@\\]*[^"<>@\\\s])\s*<([^<>]*)>\s*$/.exec(text) ?? [];
  return name === undefined ? text : `"${name}" <${address}>`;
}

const senderMailbox = textLine
  .refine(
    text => parseSender(text) !== undefined,
    'is not a mailbox such as "Office of the Registrar <letters@example.org>"',
  )
  .meta({ examples: ["Office of the Registrar <letters@example.org>", "letters@example.org"] });

/** The sender of the letters. */
export const senderSchema = z.object({ from: senderMailbox, replyTo: senderMailbox.optional() });
export type Sender = Read<typeof senderSchema>;
