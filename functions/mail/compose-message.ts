import { encode, wrap } from "nodemailer/lib/qp";
import type { FrozenContent } from "../core/bulletins/edition.ts";
import { type Places, splitAtPlaces } from "../core/letter/places.ts";
import { parseSender } from "../core/people/sender.ts";
import { displayName, header, mailbox, phrase, unfolded } from "./header-field.ts";

/** What is the same in every copy of an edition. */
export type MessageFrame = {
  readonly from: string;
  readonly replyTo?: string | undefined;
  /** RFC 2919: a name, and an identifier under the sender's domain. A letter to a single person is of no list that she could leave. */
  readonly list?: { readonly name: string; readonly label: string } | undefined;
  readonly content: FrozenContent;
};

/** What differs from copy to copy. */
export type Copy = {
  readonly to: { readonly email: string; readonly name?: string | undefined };
  readonly places: Places;
  /** Local part of the Message-ID that stands until SES puts its own. */
  readonly id: string;
  readonly date: Date;
};

// In quoted-printable every "=" is encoded, so "=_" cannot occur in a part (RFC 2045 section 6.7).
const boundary = "=_dear_colleague_=";

/**
 * Composes everything that all copies share, once, and gives a function that makes one person's copy by splicing her values
 * in: multipart/alternative, quoted-printable, CRLF, ASCII throughout, no line longer than 76 octets in the parts nor 998 in
 * the header (RFC 5322, 2045, 2047, 8058, 2919, 3834).
 */
export function composeMessage(frame: MessageFrame): (copy: Copy) => Buffer {
  const sender = parseSender(frame.from);
  if (!sender) throw new Error("the edition's sender is no mailbox");
  const domain = sender.address.slice(sender.address.lastIndexOf("@") + 1);
  const replyTo = frame.replyTo === undefined ? undefined : parseSender(frame.replyTo);
  if (frame.replyTo !== undefined && !replyTo) throw new Error("the edition's reply-to is no mailbox");
  const { list } = frame;
  const fixedHeader = [
    header("From", mailbox(sender.address, sender.name)),
    ...(replyTo ? [header("Reply-To", mailbox(replyTo.address, replyTo.name))] : []),
    header("Subject", phrase(frame.content.subject)),
    ...(list
      ? [
          header("List-Id", `${displayName(list.name)} <${list.label}.${domain}>`),
          header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ]
      : []),
    header("Auto-Submitted", "auto-generated"),
    ...(list ? [header("Precedence", "list")] : []),
    header("Content-Language", frame.content.language),
    header("MIME-Version", "1.0"),
    header("Content-Type", `multipart/alternative; boundary="${boundary}"`),
    "\r\n",
  ].join("");
  const text = spliced(frame.content.text, value => value);
  const html = spliced(frame.content.html, escapeHtml);
  const heads = { text: `${fixedHeader}${partHeader("text/plain")}`, html: ascii(partHeader("text/html")) };
  const end = ascii(`\r\n--${boundary}--\r\n`);
  return ({ to, places, id, date }) => {
    const own = [
      header("Date", date.toUTCString().replace("GMT", "+0000")),
      header("Message-ID", `<${id}@${domain}>`),
      header("To", mailbox(to.email, to.name ?? "")),
      ...(list ? [unfolded("List-Unsubscribe", `<${places.unsubscribeUrl}>`)] : []),
      heads.text,
    ].join("");
    return joined([own, ...text(places), heads.html, ...html(places), end]);
  };
}

function partHeader(type: string): string {
  return `\r\n--${boundary}\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
}

/** Octets, or text that is ASCII. */
type Piece = Buffer | string;

/** Cuts a part at its places and encodes each piece on its own; every piece and value ends in a soft break, so that no line grows. */
function spliced(part: string, asText: (value: string) => string): (places: Places) => Piece[] {
  const pieces = splitAtPlaces(part).map(piece => ("place" in piece ? piece : ascii(`${quotedPrintable(piece.literal)}=\r\n`)));
  return places => pieces.map(piece => ("place" in piece ? `${quotedPrintable(asText(places[piece.place]))}=\r\n` : piece));
}

/** Bytes that a value of a person's own takes, at most as a rule: a salutation, a link. */
const ownValue = 200;

/** Bytes that a part with places takes in a message, encoded as it is transferred. */
export function encodedSize(part: string): number {
  return splitAtPlaces(part)
    .map(piece => ("place" in piece ? ownValue : quotedPrintable(piece.literal).length + "=\r\n".length))
    .reduce((sum, size) => sum + size, 0);
}

function joined(pieces: readonly Piece[]): Buffer {
  const message = octets(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) at += typeof piece === "string" ? message.write(piece, at, "latin1") : piece.copy(message, at);
  return message;
}

let slab = Buffer.alloc(0);
let used = 0;
const slabSize = 256 * 1024;

/** Memory for one message. Cut from a larger piece, as Node does for small buffers: asking for each message's own takes as long as writing it. */
function octets(length: number): Buffer {
  if (slab.length - used < length) {
    slab = Buffer.allocUnsafeSlow(Math.max(length, slabSize));
    used = 0;
  }
  used += length;
  return slab.subarray(used - length, used);
}

/** Characters of a line before its soft break; what is encoded at its start afterwards still fits into 76. */
const lineLength = 72;

/** ASCII on one line that stands for itself, as nearly all that is spliced in does: names, links. */
const standsForItself = /^[!-<>-~]+(?: [!-<>-~]+)*$/;

/** RFC 2045 section 6.7. A dot or "From " at the start of a line is encoded as well: transports have mangled both. */
function quotedPrintable(text: string): string {
  const lines = standsForItself.test(text)
    ? cut(text)
    : wrap(encode(Buffer.from(text.replace(/\r\n?|\n/g, "\r\n"), "utf8")), lineLength);
  return lines.replace(/^\./gm, "=2E").replace(/^F(?=rom)/gm, "=46");
}

function cut(text: string): string {
  let lines = text.slice(0, lineLength);
  for (let at = lineLength; at < text.length; at += lineLength) lines += `=\r\n${text.slice(at, at + lineLength)}`;
  return lines;
}

function escapeHtml(value: string): string {
  return value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
}

function ascii(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
