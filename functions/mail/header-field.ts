import { encodeWord, foldLines, quoteString } from "nodemailer/lib/mime-funcs";

/**
 * The longest word that is not encoded:
 * a header can be folded only between words (RFC 5322 section 2.2.3).
 */
const maxWordBytes = 60;

const maxLineBytes = 76;

/**
 * Returns one header field, folded, with its line end.
 * Throws if the value contains a line break or a non-ASCII character.
 */
export function header(name: string, value: string): string {
  const line = unfolded(name, value).trimEnd();
  return `${line.length < maxLineBytes ? line : foldLines(line, maxLineBytes)}\r\n`;
}

/**
 * Returns a field on one line.
 * For a value without blanks, folding would leave a line with only the name.
 */
export function unfolded(name: string, value: string): string {
  // Defence in depth: input is cleaned, but a value that was not must not inject another header.
  if (!/^[\x20-\x7e]*$/.test(value))
    throw new Error(
      `the ${name} header contains a line break or another character that a header cannot contain`,
    );
  return `${name}: ${value}\r\n`;
}

/** Returns an RFC 5322 mailbox: the address, with the name in front, if any. */
export function mailbox(address: string, name: string): string {
  return name.trim() === "" ? address : `${displayName(name)} <${address}>`;
}

/** Returns an RFC 5322 display-name: an atom, a quoted string, or encoded words. */
export function displayName(name: string): string {
  if (!needsNoEncoding(name)) return phrase(name);
  return /^[A-Za-z0-9 ]+$/.test(name) ? name : quoteString(name);
}

/**
 * Encodes text by RFC 2047, if needed.
 * Also encodes text that looks like an encoded word: mail programs would decode it.
 */
export function phrase(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new Error("a text for a header contains a line break");
  return needsNoEncoding(text) ? text : encodeWord(text, "Q", 52);
}

/** Whether a text is ASCII with words that fit on a line and blanks that survive folding. */
function needsNoEncoding(text: string): boolean {
  return (
    /^[\x20-\x7e]*$/.test(text) &&
    !/^ | $| {2}|=\?/.test(text) &&
    text.split(" ").every(word => word.length <= maxWordBytes)
  );
}
