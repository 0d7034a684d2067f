import { domainToASCII } from "node:url";

/** An address as SES takes it: the domain in ASCII (RFC 5890), the local part as it was written. */
export type Mailbox = { readonly address: string; readonly localPart: string; readonly domain: string };

/**
 * Controls, marks without width, lone surrogates and non-characters; a line end or tab within is a blank like any other. The two
 * joiners (U+200C, U+200D) belong to some scripts' domain names: `domainToASCII` refuses them elsewhere (RFC 5892 appendix A).
 */
const unseenMark = /[^\P{Cc}\t\n\r]|[^\P{Cf}\u200c\u200d]|[\p{Cs}\ufffe\uffff]/u;
const localPart = /^[^\s@<>()[\]\\,;:"\p{Cc}\p{Cf}]+$/u;
// What `domainToASCII`, which reads the host of a URL, would decode or cut off.
const foreignToDomains = /[\s%/\\?#:@<>()[\],;"\p{Cc}]/u;
// The last label is never all figures: that would be an IP address (RFC 3696 section 2).
const domainName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;
/** RFC 5321 section 4.5.3.1, octets. */
const longest = { localPart: 64, address: 254 };

/**
 * Reads one bare address (RFC 5321 section 4.1.2, dot-string form). A non-ASCII local part is an address like any other
 * here; that SES cannot carry it (no SMTPUTF8) is for `refusedBySes` to say.
 */
export function parseMailbox(text: string): { kind: "mailbox"; mailbox: Mailbox } | { kind: "invalid"; reason: string } {
  const invalid = (reason: string) => ({ kind: "invalid", reason }) as const;
  // Addresses copied from a mail program bring marks along that nobody sees.
  const address = text.replace(/^[\s\p{Cf}\p{Cc}]+|[\s\p{Cf}\p{Cc}]+$/gu, "").normalize("NFC");
  if (address === "") return invalid("the address is empty");
  // Without its marks it would be another address, perhaps another person's.
  const unseen = unseenMark.exec(address)?.[0];
  if (unseen !== undefined) return invalid(`the address has a character in it that cannot be seen (${codeOf(unseen)})`);
  const at = address.lastIndexOf("@");
  if (at < 0) return invalid('the address has no "@"');
  const local = address.slice(0, at);
  if (local === "") return invalid('nothing stands before the "@"');
  if (/^[^@]*<[^<>]*@[^<>]*>$/.test(address))
    return invalid("a name stands with the address: only the address itself belongs here");
  if (octets(local) > longest.localPart) return invalid(`more than ${longest.localPart} characters stand before the "@"`);
  if (!localPart.test(local)) return invalid('a blank or a character that no address has stands before the "@"');
  if (/^\.|\.\.|\.$/.test(local)) return invalid("a dot stands at the edge of the name, or two in a row");
  const written = address.slice(at + 1);
  const domain = foreignToDomains.test(written) ? "" : domainToASCII(written).toLowerCase();
  if (!domainName.test(domain)) return invalid('what stands after the "@" is no domain');
  if (octets(local) + 1 + domain.length > longest.address)
    return invalid(`the address is longer than ${longest.address} characters`);
  return { kind: "mailbox", mailbox: { address: `${local}@${domain}`, localPart: local, domain } };
}

/** "U+0000" */
function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function octets(text: string): number {
  return Buffer.byteLength(text);
}

/** Why SES refuses the address for good, or undefined. https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html */
export function refusedBySes(address: string): string | undefined {
  return /^[\x21-\x7e]+$/.test(address)
    ? undefined
    : 'SES carries only ASCII before the "@": ask the colleague for another address';
}

/** Two spellings with one identity are one person. Local parts are told apart by case nowhere that mail is read. */
export function addressIdentity(address: string): string {
  return address.toLowerCase();
}
