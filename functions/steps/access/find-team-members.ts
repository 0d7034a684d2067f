import type { KnownMember, Member } from "../../core/access/member.ts";
import { addressIdentity } from "../../core/people/mailbox.ts";
import { listTeam } from "../../store/access/members.ts";
import type { Table } from "../../store/table.ts";

/** Someone who was added with an address and has not signed in yet. */
export type Invited = Member & { readonly address: string };

export type TeamMembers = {
  readonly known: readonly KnownMember[];
  readonly invited: readonly Invited[];
};

/**
 * Finds the members with an address or a `sub`, and the roles that wait for a sign-in with one of
 * their addresses. A person with two accounts is two members.
 */
export async function findTeamMembers(table: Table, who: string): Promise<TeamMembers> {
  const everyone = await listTeam(table);
  const addresses = new Set([addressIdentity(who)]);
  const isTheirs = (address: string) => addresses.has(addressIdentity(address));
  const known = everyone.flatMap((member): KnownMember[] => {
    const { sub, address } = member;
    if (sub === undefined) return [];
    return sub === who || (address !== undefined && isTheirs(address)) ? [{ ...member, sub }] : [];
  });
  for (const { address } of known)
    if (address !== undefined) addresses.add(addressIdentity(address));
  const invited = everyone.flatMap((member): Invited[] => {
    const { sub, address } = member;
    return sub === undefined && address !== undefined && isTheirs(address)
      ? [{ ...member, address }]
      : [];
  });
  return { known, invited };
}
