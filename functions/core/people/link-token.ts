import { createHmac, timingSafeEqual } from "node:crypto";

/** What a link lets its bearer do. A token made for one purpose is none for the other. */
export type LinkPurpose = "read" | "unsubscribe";
export type LinkBearer = { readonly edition: string; readonly subscriber: string };

/** Keys by their one-character id; the first signs, all verify, so that a rotation leaves old letters' links alive. */
export type LinkKeys = readonly { readonly id: string; readonly secret: string }[];

/** 128 bits of HMAC-SHA-256 (RFC 2104 section 5 allows truncation to half). */
const macLength = 22;

/** An opaque token that is hard to forge (RFC 8058 section 3.1): key id, subscriber, edition and their signature. */
export function signLink(purpose: LinkPurpose, bearer: LinkBearer, keys: LinkKeys): string {
  const key = keys[0];
  if (!key) throw new Error("no key to sign links with");
  return `${key.id}.${bearer.subscriber}.${bearer.edition}.${mac(purpose, bearer, key.secret)}`;
}

export function verifyLink(purpose: LinkPurpose, token: string, keys: LinkKeys): LinkBearer | undefined {
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
    .slice(0, macLength);
}
