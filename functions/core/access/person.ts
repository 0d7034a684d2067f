import * as z from "zod";

export const roles = ["editor", "approver", "operator"] as const;
export type Role = (typeof roles)[number];

/**
 * The permission that a route needs. "send" includes sending again and stopping permanently. "hold"
 * is to hold an edition and to resume it. "erase" is to erase a person.
 */
export type Permission = "read" | "write" | "send" | "hold" | "erase";

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  editor: ["read", "write"],
  approver: ["read", "write", "send", "hold"],
  operator: ["read", "hold", "erase"],
};

export const personSchema = z.object({
  /**
   * The issuer's permanent id for the person (OpenID Connect Core section 2):
   * at most 255 characters.
   */
  sub: z.string().min(1).max(255),
  name: z.string(),
  roles: z.array(z.enum(roles)).min(1),
});

/** A person who is signed in. */
export type Person = Readonly<z.infer<typeof personSchema>>;

export function may(person: Person, permission: Permission): boolean {
  return person.roles.some(role => granted[role].includes(permission));
}

/** Returns the roles in a claim: one group name, or a list of them. Ignores other values. */
export function rolesIn(groups: unknown): Role[] {
  const named = Array.isArray(groups) ? groups : [groups];
  return roles.filter(role => named.includes(role));
}
