import { createHash } from "node:crypto";
import type { ApprovalRule, Approver } from "../bulletins/approval/approval-rules.ts";
import { addressIdentity } from "../people/mailbox.ts";
import { actorKey } from "./actor.ts";
import { type Member, may } from "./member.ts";
import type { Person } from "./person.ts";

type Rules = {
  readonly id: string;
  readonly approval: ApprovalRule;
  readonly approvers?: readonly Approver[] | undefined;
};

/**
 * Whether a member may approve the editions of a bulletin: they may send it and, if the bulletin
 * names its approvers, they are one of them or a deputy.
 */
export function mayApprove(member: Member, { id, approvers = [] }: Rules): boolean {
  if (!may(member, "send", id)) return false;
  return approvers.length === 0 || roleIn(member, approvers) !== undefined;
}

/** Whether a member is asked as an approver or only as a deputy; undefined if they are neither. */
export function roleIn(
  { address }: Pick<Member, "address">,
  approvers: readonly Approver[],
): "approver" | "deputy" | undefined {
  if (address === undefined) return undefined;
  const is = (other: string | undefined) =>
    other !== undefined && addressIdentity(other) === addressIdentity(address);
  if (approvers.some(approver => is(approver.address))) return "approver";
  return approvers.some(approver => is(approver.deputy)) ? "deputy" : undefined;
}

/**
 * Returns the person that a member acts as. Someone who has not signed in yet has no `sub`: the hash
 * of their address stands for it.
 */
export function personOf({ sub, name, address = "" }: Member): Person {
  return { sub: sub ?? addressName(address), name };
}

/** A hash of an address (128 bits), for a link and for someone without a `sub`. */
export function addressName(address: string): string {
  return createHash("sha256").update(addressIdentity(address)).digest("base64url").slice(0, 22);
}

/** Returns the names by which a member may stand in an approval or a history. */
export function keysOf({ sub, address }: Member): string[] {
  const subs = [sub, address === undefined ? undefined : addressName(address)];
  return subs.flatMap(each =>
    each === undefined ? [] : [actorKey({ kind: "person", sub: each, name: "" })],
  );
}

/** Returns the members that a name in an approval or a history may mean. */
export function membersNamed(team: readonly Member[], key: string): Member[] {
  return team.filter(member => keysOf(member).includes(key));
}

/** Adds the other accounts of the same people: those with the same address. */
export function withOtherAccounts(
  team: readonly Member[],
  keys: ReadonlySet<string>,
): ReadonlySet<string> {
  const nameOf = ({ address }: Member) => (address === undefined ? [] : [addressName(address)]);
  const theirs = new Set(
    team.filter(member => keysOf(member).some(key => keys.has(key))).flatMap(nameOf),
  );
  const accounts = team.filter(member => nameOf(member).some(name => theirs.has(name)));
  return new Set([...keys, ...accounts.flatMap(keysOf)]);
}

/**
 * Whether the one who approved may approve now. A command cannot prove which person ran it, so it
 * approves only if any approver may.
 */
export function isApprover(team: readonly Member[], bulletin: Rules, by: string): boolean {
  if (membersNamed(team, by).some(member => mayApprove(member, bulletin))) return true;
  const isOpen = bulletin.approval !== "another" && (bulletin.approvers ?? []).length === 0;
  return isOpen && by.startsWith("command:");
}
