import { createHash } from "node:crypto";
import * as z from "zod";

export const roles = ["editor", "approver", "operator"] as const;
export type Role = (typeof roles)[number];

/**
 * What a route asks for. "hold" is to pause an edition and to let it go on; "send" also to send again and to stop for good; "erase" to
 * erase a person.
 */
export type Permission = "read" | "write" | "send" | "hold" | "erase";

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  editor: ["read", "write"],
  approver: ["read", "write", "send", "hold"],
  operator: ["read", "hold", "erase"],
};

export const personSchema = z.object({
  /** The issuer's own, lasting name for her (OpenID Connect Core section 2): at most 255 characters. */
  sub: z.string().min(1).max(255),
  name: z.string(),
  roles: z.array(z.enum(roles)).min(1),
});

/** Somebody who is signed in. */
export type Person = Readonly<z.infer<typeof personSchema>>;

export function may(person: Person, permission: Permission): boolean {
  return person.roles.some(role => granted[role].includes(permission));
}

/** The roles among some groups' names. Other groups give nothing, nor does a claim that is no list. */
export function rolesIn(groups: unknown): Role[] {
  const named = Array.isArray(groups) ? groups : [groups];
  return roles.filter(role => named.includes(role));
}

/** Names a person in the log. Some issuers take an e-mail address for their `sub`, and the log has none. */
export function byline({ sub }: Person): string {
  return sub.includes("@") ? `sha256:${createHash("sha256").update(sub).digest("hex").slice(0, 16)}` : sub;
}
