import { type Actor, byline } from "../../core/access/actor.ts";
import { type Grant, grantsOf, type Member } from "../../core/access/member.ts";
import { addGrants, inviteMember, memberId } from "../../store/access/members.ts";
import { addressHash } from "../../store/people/subscribers.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";
import { findTeamMembers } from "./find-team-members.ts";

export type NewMember = {
  /** An address, or the `sub` of someone who has signed in. */
  readonly who: string;
  /** Needed for someone new. At their first sign-in the issuer's name replaces it. */
  readonly name?: string | undefined;
  /** At least one. */
  readonly grants: readonly Grant[];
};

export type AddedMember =
  /** The person gets the roles at their first sign-in with this address, if it is verified. */
  | { readonly kind: "invited"; readonly member: Member }
  | { readonly kind: "changed" | "unchanged"; readonly member: Member }
  /** Nobody has signed in with this `sub`, and it is not an address. */
  | { readonly kind: "unknown" }
  | { readonly kind: "no-name" };

/** Gives someone roles. They keep the roles that they have. Ends an earlier removal. */
export async function addMember(
  pipeline: Pick<Pipeline, "table" | "addressKey" | "newId" | "now" | "log">,
  { who, name, grants }: NewMember,
  by: Actor,
): Promise<AddedMember> {
  const { table } = pipeline;
  const { known, invited } = await findTeamMembers(table, who);
  const present = known.find(({ removedAt }) => removedAt === undefined) ?? known[0];
  const member: Member | undefined = present ?? invited[0];
  if (!member && !who.includes("@")) return { kind: "unknown" };
  if (!member && name === undefined) return { kind: "no-name" };

  const before = member ? grantsOf(member) : [];
  const missing = grants.filter(
    ({ role, bulletin }) => !before.some(has => has.role === role && has.bulletin === bulletin),
  );
  if (member && missing.length === 0) return { kind: "unchanged", member };

  const { removedAt, ...kept } = member ?? {
    name: name ?? "",
    address: who,
    groups: [],
    grants: [],
  };
  const own = removedAt === undefined ? kept.grants : [];
  const changed: Member = { ...kept, grants: [...own, ...missing] };
  const hash = addressHash(changed.address ?? who, pipeline.addressKey);
  const item = decision(pipeline, {
    by,
    what: "member-added",
    on: { kind: "member", id: present ? memberId(present.sub) : hash },
    changes: { grants: { before, after: grantsOf(changed) } },
  });
  if (present) await addGrants(table, present.sub, missing, item);
  else await inviteMember(table, hash, { ...changed, grants: missing }, item);
  pipeline.log("member-added", { member: item.on.id, by: byline(by) });
  return { kind: present ? "changed" : "invited", member: changed };
}
