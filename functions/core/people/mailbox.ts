import { domainToASCII, domainToUnicode } from "node:url";

/** An address as SES accepts it: the domain in ASCII (RFC 5890), the local part as written. */
export type Mailbox = {
  readonly address: string;
  readonly localPart: string;
  readonly domain: string;
};

/**
 * Controls, marks without width, lone surrogates and non-characters. A line end or tab counts as a
 * blank. Some scripts need the two joiners (U+200C, U+200D) in domain names; `domainToASCII`
 * rejects them elsewhere (RFC 5892 appendix A).
 */
const invisibleMark = /[^\P{Cc}\t\n\r]|[^\P{Cf}\u200c\u200d]|[\p{Cs}\ufffe\uffff]/u;
const localPart = /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]+$/u;
// `domainToASCII` reads the host of a URL. It would decode these characters or cut them off.
const foreignToDomains = /[\s%/\\?#:@<>()[\],;"\p{Cc}]/u;
/**
 * Quotation marks, dashes and dots that word processors put in. URLs accept them in domains, and no
 * domain has them (RFC 5892).
 */
const proseMark = /[“”„‟‘’‚‛«»‹›´‐‑‒–—―−…]/u;
const domainLetters = /^[\p{L}\p{M}\p{N}\-.。．｡·͵׳״・\u200c\u200d]+$/u;
// The last label cannot be all digits: that would be an IP address (RFC 3696 section 2).
const domainName =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;
/** RFC 5321 section 4.5.3.1. */
const maxBytes = { localPart: 64, address: 254 };

/**
 * Reads one bare address (RFC 5321 section 4.1.2, dot-string form). A non-ASCII local part is valid
 * here, although SES cannot send to it (no SMTPUTF8): see `refusedBySes`.
 */
export function parseMailbox(
  text: string,
): { kind: "mailbox"; mailbox: Mailbox } | { kind: "invalid"; reason: string } {
  const invalid = (reason: string) => ({ kind: "invalid", reason }) as const;
  // Addresses copied from a mail program can have invisible marks around them.
  const address = text.replace(/^[\s\p{Cf}\p{Cc}]+|[\s\p{Cf}\p{Cc}]+$/gu, "").normalize("NFC");
  if (address === "") return invalid("the address is empty");
  // Do not remove a mark inside: the result is another address, perhaps of another person.
  const invisible = invisibleMark.exec(address)?.[0];
  if (invisible !== undefined)
    return invalid(`the address contains an invisible character (${codeOf(invisible)})`);
  const at = address.lastIndexOf("@");
  if (at < 0 && /^[^＠]+＠[^＠]+$/u.test(address)) return invalid(sayProseMark(address, "＠"));
  if (at < 0) return invalid('the address has no "@"');
  const mark = proseMark.exec(address)?.[0];
  if (mark !== undefined) return invalid(sayProseMark(address, mark));
  const local = address.slice(0, at);
  if (local === "") return invalid('the part before the "@" is empty');
  if (/^[^@]*<[^<>]*@[^<>]*>$/.test(address))
    return invalid("the address has a name with it: remove the name");
  if (Buffer.byteLength(local) > maxBytes.localPart)
    return invalid(`the part before the "@" is longer than ${maxBytes.localPart} characters`);
  const joiner = /[\u200c\u200d]/.exec(local)?.[0];
  if (joiner !== undefined)
    return invalid(`the address contains an invisible character (${codeOf(joiner)})`);
  if (!localPart.test(local))
    return invalid(
      'the part before the "@" contains a blank or another character that is not allowed there',
    );
  if (/^\.|\.\.|\.$/.test(local))
    return invalid('the part before the "@" begins or ends with a dot, or has two dots in a row');
  const written = address.slice(at + 1);
  const domain = foreignToDomains.test(written) ? "" : domainToASCII(written).toLowerCase();
  if (!domainName.test(domain) || !domainLetters.test(domainToUnicode(domain)))
    return invalid(`the part after the "@" is not a domain${suggestDomain(local, written)}`);
  if (Buffer.byteLength(local) + 1 + domain.length > maxBytes.address)
    return invalid(`the address is longer than ${maxBytes.address} characters`);
  return { kind: "mailbox", mailbox: { address: `${local}@${domain}`, localPart: local, domain } };
}

/** ": did you mean ada@example.org?" for a comma in place of a dot. */
function suggestDomain(local: string, written: string): string {
  const typed = written.replace(/,+/g, ".");
  const suggested = `${local}@${typed}`;
  return typed !== written && parseMailbox(suggested).kind === "mailbox"
    ? `: did you mean ${suggested}?`
    : "";
}

/** Suggests the address with the marks of a keyboard, if that is one. */
function sayProseMark(address: string, mark: string): string {
  const at = address.lastIndexOf("@");
  const typed = address
    .replace("＠", "@")
    .replace(/[‐‑‒–—―−]/gu, "-")
    .replace(/[“”„‟«»‹›…]/gu, "");
  const suggested = typed.replace(/[‘’‚‛´]/gu, (_, index: number) => (index < at ? "'" : ""));
  const isAddress = parseMailbox(suggested).kind === "mailbox";
  return `the address contains “${mark}”, which no address has${isAddress ? `: did you mean ${suggested}?` : ""}`;
}

/** "U+0000" */
function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * Returns why SES always refuses an address, or undefined.
 * https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
 */
export function refusedBySes(address: string): string | undefined {
  const [foreign] = /[^\x21-\x7e]/u.exec(address) ?? [];
  return foreign === undefined
    ? undefined
    : `Amazon SES does not accept "${foreign}" before the "@": ask the colleague for another address`;
}

/**
 * Returns the identity of an address: equal for spellings that differ in case.
 * In practice, local parts ignore case.
 */
export function addressIdentity(address: string): string {
  return address.toLowerCase();
}
