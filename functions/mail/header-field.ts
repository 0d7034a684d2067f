import { encodeWord, foldLines, quoteString } from "nodemailer/lib/mime-funcs";

/** Octets of a word that stays as it is: a header can only be folded between words (RFC 5322 section 2.2.3). */
const longestWord = 60;

const longestLine = 76;

/** One field of a header, folded, with the line end. Throws where a value would break out of it. */
export function header(name: string, value: string): string {
  const line = unfolded(name, value).trimEnd();
  return `${line.length < longestLine ? line : foldLines(line, longestLine)}\r\n`;
}

/** A field on one line: for a value without blanks, before which folding would leave a line with nothing but the name. */
export function unfolded(name: string, value: string): string {
  // Defence in depth: values are cleaned where they come in, and one that was not must not become a header of its own.
  if (!/^[\x20-\x7e]*$/.test(value))
    throw new Error(`the ${name} header has a line break or another character in it that no header can have`);
  return `${name}: ${value}\r\n`;
}

/** RFC 5322 mailbox: an address with, where there is one, the name in front of it. */
export function mailbox(address: string, name: string): string {
  return name.trim() === "" ? address : `${displayName(name)} <${address}>`;
}

/** RFC 5322 display-name: an atom, a quoted string, or encoded words. */
export function displayName(name: string): string {
  if (!staysAsItIs(name)) return phrase(name);
  return /^[A-Za-z0-9 ]+$/.test(name) ? name : quoteString(name);
}

/** RFC 2047. Text that looks like an encoded word is encoded too, or a reader would decode it. */
export function phrase(text: string): string {
  if (/[\r\n\0]/.test(text)) throw new Error("there is a line break in a text for a header");
  return staysAsItIs(text) ? text : encodeWord(text, "Q", 52);
}

/** ASCII whose blanks survive folding, and whose words fit on a line. */
function staysAsItIs(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text) && !/^ | $| {2}|=\?/.test(text) && text.split(" ").every(word => word.length <= longestWord);
}
