import { createHmac, timingSafeEqual } from "node:crypto";
import type { LinkKeys } from "../people/link-token.ts";

/** What a mailed link may approve: one letter, proposed once, by one member. */
export type ApprovalBearer = {
  /** The hash of the member's address (`addressName`). */
  readonly member: string;
  readonly edition: string;
  readonly hash: string;
  /** Which proposal of the edition. A use, a change and an undo make another one. */
  readonly proposal: number;
};

/** 128 bits of HMAC-SHA-256. */
const macCharacters = 22;

/** Returns an opaque token. Throws without a key. */
export function signApproval(bearer: ApprovalBearer, keys: LinkKeys): string {
  const [key] = keys;
  if (!key) throw new Error("no key to sign links");
  const { member, edition, hash, proposal } = bearer;
  const letter = Buffer.from(hash, "hex").toString("base64url");
  return [key.id, member, edition, letter, proposal, mac(bearer, key.secret)].join(".");
}

export function verifyApproval(token: string, keys: LinkKeys): ApprovalBearer | undefined {
  const [id, member, edition, letter, proposal, signature, ...rest] = token.split(".");
  const key = keys.find(each => each.id === id);
  if (!key || !member || !edition || !letter || !proposal || !signature || rest.length > 0)
    return undefined;
  const hash = Buffer.from(letter, "base64url").toString("hex");
  const bearer = { member, edition, hash, proposal: Number(proposal) };
  const expected = Buffer.from(mac(bearer, key.secret));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? bearer : undefined;
}

function mac({ member, edition, hash, proposal }: ApprovalBearer, secret: string): string {
  return createHmac("sha256", secret)
    .update(JSON.stringify(["approve", member, edition, hash, proposal]))
    .digest("base64url")
    .slice(0, macCharacters);
}
