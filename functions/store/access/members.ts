import { createHash } from "node:crypto";
import * as z from "zod";
import {
  type Grant,
  grantSchema,
  type KnownMember,
  type Member,
  memberSchema,
} from "../../core/access/member.ts";
import type { Person } from "../../core/access/person.ts";
import { deleteItemIf, getItem, type Key, queryItems, type Table, updateItem } from "../table.ts";

/** All members are in one partition. A team is small, and a page reads one item of it. */
const team = "TEAM";
/** A hash: some issuers use an email address as `sub`, and a key must not contain one. */
const memberKey = (sub: string): Key => ({
  PK: team,
  SK: `MEMBER#${createHash("sha256").update(sub).digest("base64url").slice(0, 22)}`,
});
/** Someone who was added and has not signed in yet. The keyed hash stands for the address. */
const invitedKey = (hash: string): Key => ({ PK: team, SK: `INVITED#${hash}` });

/** Grants are a set of "role" or "role bulletin", so that adding one twice changes nothing. */
const textOf = ({ role, bulletin }: Grant) =>
  bulletin === undefined ? role : `${role} ${bulletin}`;
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
 * Stores what the issuer confirms. Adds grants, and leaves the others as they are: someone may add
 * a role at the same time.
 */
export async function confirmMember(
  table: Table,
  { sub, name, address, groups }: Confirmed,
  added: readonly Grant[],
): Promise<KnownMember> {
  const set = ["#sub = :sub", "#name = :name", "#groups = :groups"];
  if (address !== undefined) set.push("#address = :address");
  const changed = await updateItem(table, memberKey(sub), {
    UpdateExpression: `SET ${set.join(", ")}${added.length > 0 ? " REMOVE #removedAt ADD #grants :grants" : ""}`,
    ExpressionAttributeNames: {
      "#sub": "sub",
      "#name": "name",
      "#groups": "groups",
      ...(address !== undefined && { "#address": "address" }),
      ...(added.length > 0 && { "#grants": "grants", "#removedAt": "removedAt" }),
    },
    ReturnValues: "ALL_NEW",
    values: {
      ":sub": sub,
      ":name": name,
      ":groups": groups,
      ...(address !== undefined && { ":address": address }),
      ...(added.length > 0 && { ":grants": new Set(added.map(textOf)) }),
    },
  });
  return { ...readMember(changed), sub };
}

/** Forgets that someone was added with an address. */
export async function deleteInvited(table: Table, hash: string): Promise<boolean> {
  return deleteItemIf(table, invitedKey(hash), "PK = :team", { ":team": team });
}

function readMember(item: unknown): Member {
  return stored.parse(item);
}
