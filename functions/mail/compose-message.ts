import { encode, wrap } from "nodemailer/lib/qp";
import type { LetterContent } from "../core/bulletins/edition.ts";
import { replaceImages } from "../core/letter/images/image-places.ts";
import { type Places, splitAtPlaces } from "../core/letter/places.ts";
import { parseSender } from "../core/people/senders/sender.ts";
import { escapeHtml } from "../core/text/escape-html.ts";
import { flowedText } from "./flowed-text.ts";
import { displayName, header, mailbox, phrase, unfolded } from "./header-field.ts";
import { contentId, type InlineImage, relatedImages } from "./images/inline-images.ts";
import type { Pieces } from "./pieces.ts";

/** The parts that all copies of an edition share. */
export type MessageFrame = {
  readonly from: string;
  readonly replyTo?: string | undefined;
  /**
   * RFC 2919: a name, and an identifier under the sender's domain.
   * Absent for a letter to one person: no list to leave.
   */
  readonly list?: { readonly name: string; readonly label: string } | undefined;
  readonly content: LetterContent;
  /** The images that the message carries. Others are loaded from where the HTML says. */
  readonly images?: readonly InlineImage[] | undefined;
};

/** The parts that differ between copies. */
export type Copy = {
  readonly to: { readonly email: string; readonly name?: string | undefined };
  readonly places: Places;
  /** Local part of the Message-ID. SES replaces the header with its own. */
  readonly id: string;
  readonly date: Date;
  /** The message has the plain text alone. */
  readonly plainText?: boolean | undefined;
};

// In quoted-printable every "=" is encoded, so "=_" cannot occur in a part (RFC 2045 section 6.7).
const boundary = "=_dear_colleague_=";

/**
 * Composes the shared parts once; returns a function that inserts one person's values and returns
 * their copy. The message is multipart/alternative, or the plain text alone; with images of its own,
 * the HTML is in multipart/related. Quoted-printable, CRLF and ASCII. Lines have at most 76 bytes in the parts and 998 in the header (RFC 5322, 2045, 2047, 8058, 2919, 3834). Throws
 * if the sender or reply-to is not a mailbox.
 */
export function composeMessage(frame: MessageFrame): (copy: Copy) => Pieces {
  const sender = parseSender(frame.from);
  if (!sender) throw new Error("the edition's sender is not a mailbox");
  const { domain } = sender;
  const replyTo = frame.replyTo === undefined ? undefined : parseSender(frame.replyTo);
  if (frame.replyTo !== undefined && !replyTo)
    throw new Error("the edition's reply-to is not a mailbox");
  const { list, images = [] } = frame;
  const { language, alsoIn = [] } = frame.content;
  const languages = [language, ...alsoIn].join(", ");
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
    header("Content-Language", languages),
    header("MIME-Version", "1.0"),
  ].join("");
  const alternatives = header("Content-Type", `multipart/alternative; boundary="${boundary}"`);
  const text = spliced(flowedText(frame.content.text), withoutOuterBlanks);
  const htmlPart = replaceImages(frame.content.html, image => `cid:${contentId(image, domain)}`);
  const html = spliced(htmlPart, escapeHtml);
  const related = relatedImages(images, domain);
  const textType = "text/plain; charset=utf-8; format=flowed";
  const htmlHeader = partHeader("text/html; charset=utf-8", languages);
  const heads = {
    text: ascii(
      `${fixedHeader}${alternatives}\r\n${boundaryLine}${partHeader(textType, languages)}`,
    ),
    textAlone: ascii(`${fixedHeader}${partHeader(textType)}`),
    html: ascii(`${boundaryLine}${related.before}${htmlHeader}`),
  };
  const end = ascii(`${related.after}\r\n--${boundary}--\r\n`);
  const textEnd = ascii("\r\n");
  return ({ to, places, id, date, plainText }) => {
    const own = [
      header("Date", date.toUTCString().replace("GMT", "+0000")),
      header("Message-ID", `<${id}@${domain}>`),
      header("To", mailbox(to.email, to.name ?? "")),
      ...(list ? [unfolded("List-Unsubscribe", `<${places.unsubscribeUrl}>`)] : []),
    ].join("");
    if (plainText) return [own, heads.textAlone, ...text(places), textEnd];
    return [own, heads.text, ...text(places), heads.html, ...html(places), end];
  };
}

/** In a flowed text, blanks at the ends of a line have a meaning. */
function withoutOuterBlanks(value: string): string {
  return value.replace(/^ +| +$/g, "");
}

/** The header of a part. A part that is the whole message has its language in the message's header. */
function partHeader(type: string, language?: string): string {
  const said = language === undefined ? "" : header("Content-Language", language);
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: quoted-printable\r\n${said}\r\n`;
}

const boundaryLine = `\r\n--${boundary}\r\n`;

/**
 * Cuts a part at its places and encodes each piece separately.
 * Pieces and values end in a soft break, so lines stay short.
 */
function spliced(part: string, asText: (value: string) => string): (places: Places) => Pieces {
  const pieces = splitAtPlaces(part).map(piece =>
    "place" in piece ? piece : ascii(`${quotedPrintable(piece.literal)}=\r\n`),
  );
  return places =>
    pieces.map(piece =>
      "place" in piece ? `${quotedPrintable(asText(places[piece.place]))}=\r\n` : piece,
    );
}

/** The usual maximum for a person's own value: a salutation, a link. */
const ownValueBytes = 200;

/** Returns the bytes of a part with places in a message, encoded for transfer. */
export function encodedSize(part: string): number {
  return splitAtPlaces(part)
    .map(piece =>
      "place" in piece ? ownValueBytes : quotedPrintable(piece.literal).length + "=\r\n".length,
    )
    .reduce((sum, size) => sum + size, 0);
}

/**
 * Characters of a line before its soft break.
 * Encoding the line's start afterwards keeps the line within 76.
 */
const lineLength = 72;

/** ASCII on one line that quoted-printable does not change. Most names and links are like that. */
const needsNoEncoding = /^[!-<>-~]+(?: [!-<>-~]+)*$/;

/**
 * RFC 2045 section 6.7.
 * Also encodes a dot or "From " at the start of a line, because some mail servers change them.
 */
function quotedPrintable(text: string): string {
  const lines = needsNoEncoding.test(text)
    ? cut(text)
    : wrap(encode(Buffer.from(text.replace(/\r\n?|\n/g, "\r\n"), "utf8")), lineLength);
  return lines.replace(/^\./gm, "=2E").replace(/^F(?=rom)/gm, "=46");
}

function cut(text: string): string {
  let lines = text.slice(0, lineLength);
  for (let at = lineLength; at < text.length; at += lineLength)
    lines += `=\r\n${text.slice(at, at + lineLength)}`;
  return lines;
}

function ascii(text: string): Buffer {
  return Buffer.from(text, "latin1");
}
