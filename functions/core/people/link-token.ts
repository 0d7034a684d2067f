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
  return `${key.id}.${bearer.subscriber}.${bearer.edition}.${mac(purpose, bearer, key.secret)}`;
}

export function verifyLink(
  purpose: LinkPurpose,
  token: string,
  keys: LinkKeys,
): LinkBearer | undefined {
  const [id, subscriber, edition, signature, ...rest] = token.split(".");
  const key = keys.find(each => each.id === id);
  if (!key || !subscriber || !edition || !signature || rest.length > 0) return undefined;
  const bearer = { subscriber, edition };
  const expected = Buffer.from(mac(purpose, bearer, key.secret));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? bearer : undefined;
}

function mac(purpose: LinkPurpose, bearer: LinkBearer, secret: string): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify([purpose, bearer.subscriber, bearer.edition]))
    .digest("base64url")
    .slice(0, macCharacters);
}
