export const roles = ["editor", "approver", "operator"] as const;
export type Role = (typeof roles)[number];

/**
 * What a role allows. "send" includes sending again and stopping permanently. "hold" is to hold an
 * edition and to resume it. "people" is to change lists and the people on them. "erase" is to erase a
 * person. "manage" is to create a bulletin, and to change its settings and dates.
 */
export type Permission = "read" | "write" | "send" | "hold" | "people" | "erase" | "manage";

const granted: Readonly<Record<Role, readonly Permission[]>> = {
  editor: ["read", "write"],
  approver: ["read", "write", "send", "hold", "people", "manage"],
  operator: ["read", "hold", "people", "erase", "manage"],
};

/** Returns the roles that have a permission. */
export function rolesWith(permission: Permission): Role[] {
  return roles.filter(role => granted[role].includes(permission));
}

/** Returns the roles in a claim: one group name, or a list of them. Ignores other values. */
export function rolesIn(groups: unknown): Role[] {
  const named = Array.isArray(groups) ? groups : [groups];
  return roles.filter(role => named.includes(role));
}
