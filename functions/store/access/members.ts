import { createHash } from "node:crypto";
import * as z from "zod";
import type { HistoryItem } from "../../core/access/history-item.ts";
import {
  type Grant,
  grantSchema,
  type KnownMember,
  type Member,
  memberSchema,
} from "../../core/access/member.ts";
import type { Person } from "../../core/access/person.ts";
import { historyWrite } from "../history/histories.ts";
import { getItem, type Key, queryItems, type Table, updateItem } from "../table.ts";
import { transact, type Write } from "../transact.ts";

/** All members are in one partition. A team is small, and a page reads one item of it. */
const team = "TEAM";
const memberKey = (sub: string): Key => ({ PK: team, SK: `MEMBER#${memberId(sub)}` });
/** Someone who was added and has not signed in yet. The keyed hash stands for the address. */
const invitedKey = (hash: string): Key => ({ PK: team, SK: `INVITED#${hash}` });

/** Grants are a set of "role" or "role bulletin", so that adding one twice changes nothing. */
const stored = memberSchema.extend({
  groups: memberSchema.shape.groups.default([]),
  grants: z
    .set(z.string())
    .default(new Set())
    .transform(texts => [...texts].sort().map(grantIn)),
});

function grantIn(text: string): Grant {
  const [role, bulletin] = text.split(" ");
  return grantSchema.parse(bulletin === undefined ? { role } : { role, bulletin });
}

function setOf(grants: readonly Grant[]): Set<string> {
  return new Set(
    grants.map(({ role, bulletin }) => (bulletin === undefined ? role : `${role} ${bulletin}`)),
  );
}

/**
 * Returns the name of a member in keys and in their history: a hash (128 bits). Some issuers use an
 * email address as `sub`, and a key must not contain one.
 */
export function memberId(sub: string): string {
  return createHash("sha256").update(sub).digest("base64url").slice(0, 22);
}

/** Reads the member with a `sub`. The read is consistent, so a removal counts at once. */
export async function getMember(table: Table, sub: string): Promise<KnownMember | undefined> {
  const item = await getItem(table, memberKey(sub), { consistent: true });
  return item && { ...readMember(item), sub };
}

/** Returns the person who was added with an address and has not signed in yet. */
export async function getInvited(table: Table, hash: string): Promise<Member | undefined> {
  const item = await getItem(table, invitedKey(hash), { consistent: true });
  return item && readMember(item);
}

/** Returns everyone on the team, by name: the removed and those who have not signed in, too. */
export async function listTeam(table: Table): Promise<Member[]> {
  const query = {
    KeyConditionExpression: "PK = :team",
    ConsistentRead: true,
    values: { ":team": team },
  };
  return (await Array.fromAsync(queryItems(table, query), readMember)).sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

/** What the issuer confirms at a sign-in. */
export type Confirmed = Person & {
  /** Only an address that the issuer has verified. */
  readonly address?: string | undefined;
  readonly groups: Member["groups"];
};

/**
 * Stores what the issuer confirms. Leaves the given roles as they are. Returns undefined, and
 * changes nothing, if the member is removed.
 */
export async function confirmMember(
  table: Table,
  person: Confirmed,
): Promise<KnownMember | undefined> {
  const changed = await updateItem(table, memberKey(person.sub), {
    ...confirming(person),
    ConditionExpression: "attribute_not_exists(removedAt)",
    ReturnValues: "ALL_NEW",
  });
  return changed && { ...readMember(changed), sub: person.sub };
}

/**
 * Stores what the issuer confirms, and gives the person the roles that were added with their
 * address. Returns false, and changes nothing, if those roles have changed or are taken.
 */
export async function joinMember(
  table: Table,
  person: Confirmed,
  { hash, grants }: { readonly hash: string; readonly grants: readonly Grant[] },
  item: HistoryItem,
): Promise<boolean> {
  const { UpdateExpression, ExpressionAttributeNames, values } = confirming(person);
  const added = { ":grants": setOf(grants) };
  const update = {
    UpdateExpression: `${UpdateExpression} REMOVE removedAt ADD grants :grants`,
    ExpressionAttributeNames,
    values: { ...values, ...added },
  };
  const condition = { expression: "grants = :grants", values: added };
  return writeWith(table, item, [
    { kind: "update", key: memberKey(person.sub), update },
    { kind: "delete", key: invitedKey(hash), condition },
  ]);
}

/** Gives a member roles, and ends their removal. Returns false if there is no such member. */
export function addGrants(
  table: Table,
  sub: string,
  grants: readonly Grant[],
  item: HistoryItem,
): Promise<boolean> {
  const update = {
    UpdateExpression: "REMOVE removedAt ADD grants :grants",
    ConditionExpression: "attribute_exists(PK)",
    values: { ":grants": setOf(grants) },
  };
  return writeWith(table, item, [{ kind: "update", key: memberKey(sub), update }]);
}

/** Adds roles for the first person who signs in with an address that the issuer has verified. */
export async function inviteMember(
  table: Table,
  hash: string,
  { name, address, grants }: Pick<Member, "name" | "address" | "grants">,
  item: HistoryItem,
): Promise<void> {
  const update = {
    UpdateExpression: "SET #name = :name, address = :address ADD grants :grants",
    ExpressionAttributeNames: { "#name": "name" },
    values: { ":name": name, ":address": address, ":grants": setOf(grants) },
  };
  await writeWith(table, item, [{ kind: "update", key: invitedKey(hash), update }]);
}

/** Removes a member. Returns false if someone else has removed them. */
export function removeKnown(table: Table, sub: string, item: HistoryItem): Promise<boolean> {
  const update = {
    UpdateExpression: "SET removedAt = :at REMOVE address, grants, #groups",
    ConditionExpression: "attribute_exists(PK) AND attribute_not_exists(removedAt)",
    ExpressionAttributeNames: { "#groups": "groups" },
    values: { ":at": item.at },
  };
  return writeWith(table, item, [{ kind: "update", key: memberKey(sub), update }]);
}

/** Removes the roles that were added with an address. Returns false if there are none. */
export function removeInvited(table: Table, hash: string, item: HistoryItem): Promise<boolean> {
  const condition = { expression: "attribute_exists(PK)" };
  return writeWith(table, item, [{ kind: "delete", key: invitedKey(hash), condition }]);
}

function confirming({ sub, name, address, groups }: Confirmed) {
  const set = "SET #sub = :sub, #name = :name, #groups = :groups";
  return {
    UpdateExpression: address === undefined ? set : `${set}, address = :address`,
    ExpressionAttributeNames: { "#sub": "sub", "#name": "name", "#groups": "groups" },
    values: { ":sub": sub, ":name": name, ":groups": groups, ":address": address },
  };
}

async function writeWith(
  table: Table,
  item: HistoryItem,
  writes: readonly Write[],
): Promise<boolean> {
  const { kind } = await transact(table, [...writes, historyWrite(item)], item.id);
  return kind === "written";
}

function readMember(item: unknown): Member {
  return stored.parse(item);
}
