import { createHmac, timingSafeEqual } from "node:crypto";

/** The purpose of a link. A token for one purpose is invalid for the others. */
export type LinkPurpose = "read" | "letters" | "unsubscribe" | "archive";
export type LinkBearer = { readonly edition: string; readonly subscriber: string };

/**
 * Keys with one-character ids.
 * The first signs and all verify, so links in old letters survive a rotation.
 */
export type LinkKeys = readonly { readonly id: string; readonly secret: string }[];

/** 128 bits of HMAC-SHA-256 (RFC 2104 section 5 allows truncation to half). */
const macCharacters = 22;

/**
 * Returns an opaque token that is hard to forge (RFC 8058 section 3.1):
 * key id, subscriber, edition and their signature. Throws without a key.
 */
export function signLink(purpose: LinkPurpose, bearer: LinkBearer, keys: LinkKeys): string {
  const key = keys[0];
  if (!key) throw new Error("no key to sign links");
  const { subscriber, edition } = bearer;
  return `${key.id}.${subscriber}.${edition}.${signature([purpose, subscriber, edition], key.secret)}`;
}

export function verifyLink(
  purpose: LinkPurpose,
  token: string,
  keys: LinkKeys,
): LinkBearer | undefined {
  const [id, subscriber, edition, given, ...rest] = token.split(".");
  const key = keys.find(each => each.id === id);
  if (!key || !subscriber || !edition || !given || rest.length > 0) return undefined;
  const isOurs = isSignature(given, [purpose, subscriber, edition], key.secret);
  return isOurs ? { subscriber, edition } : undefined;
}

/** Returns whether a signature is that of some parts. Takes equal time for all of one length. */
export function isSignature(text: string, parts: readonly string[], secret: string): boolean {
  const expected = Buffer.from(signature(parts, secret));
  const given = Buffer.from(text);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function signature(parts: readonly string[], secret: string): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify(parts))
    .digest("base64url")
    .slice(0, macCharacters);
}
