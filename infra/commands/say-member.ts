import { grantsOf, type Member } from "../../functions/core/access/member.ts";

/** "Ann Quaye <ann@example.org>: approver, editor of care-weekly (not signed in yet)" */
export function sayMember(member: Member): string {
  const { sub, name, address, removedAt } = member;
  const who = address === undefined ? `${name} (${sub})` : `${name} <${address}>`;
  if (removedAt !== undefined) return `${who}: removed on ${removedAt.slice(0, 10)}`;
  const roles = grantsOf(member).map(({ role, bulletin }) =>
    bulletin === undefined ? role : `${role} of ${bulletin}`,
  );
  const note = sub === undefined ? " (not signed in yet)" : "";
  return `${who}: ${roles.join(", ") || "no role"}${note}`;
}
