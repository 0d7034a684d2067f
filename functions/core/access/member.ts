import * as z from "zod";
import { bulletinId } from "../bulletins/bulletin-id.ts";
import { personSchema } from "./person.ts";
import { type Permission, type Role, roles, rolesWith } from "./role.ts";

/** A role for one bulletin, or for all if none is named. */
export const grantSchema = z.object({ role: z.enum(roles), bulletin: bulletinId.optional() });
export type Grant = Readonly<z.infer<typeof grantSchema>>;

/** A person of the editors' site. */
export const memberSchema = z.object({
  /** Absent until the first sign-in of a person that `npm run team` has added. */
  sub: personSchema.shape.sub.optional(),
  name: personSchema.shape.name,
  /** Verified by the issuer; before the first sign-in, the address that was added. */
  address: z.string().min(3).max(254).optional(),
  /** The roles that the issuer's groups gave at the last sign-in, for all bulletins. */
  groups: z.array(z.enum(roles)),
  /** The roles that `npm run team` gave. */
  grants: z.array(grantSchema),
  /** A removed person has no roles, whatever their groups are, until someone adds them again. */
  removedAt: z.iso.datetime().optional(),
});
export type Member = Readonly<z.infer<typeof memberSchema>>;
/** A member who has signed in at least once. */
export type KnownMember = Member & { readonly sub: string };

/** Where a permission is asked for: on one bulletin, on all of them, or on at least one. */
export const everyBulletin: unique symbol = Symbol("every bulletin");
export const anyBulletin: unique symbol = Symbol("any bulletin");
export type Where = string | typeof everyBulletin | typeof anyBulletin;

/** Returns the roles of a member: those of their groups, and those that they were given. */
export function grantsOf({ groups, grants, removedAt }: Member): Grant[] {
  if (removedAt !== undefined) return [];
  const forAll: Grant[] = groups.map(role => ({ role }));
  return [
    ...forAll,
    ...grants.filter(({ role, bulletin }) => bulletin !== undefined || !groups.includes(role)),
  ];
}

/**
 * Whether a member has a permission: `may(member, "send", bulletin.id)`. Every decision about what
 * someone may do asks here.
 */
export function may(member: Member, permission: Permission, where: Where): boolean {
  const allowing: readonly Role[] = rolesWith(permission);
  return grantsOf(member).some(
    ({ role, bulletin }) =>
      allowing.includes(role) &&
      (bulletin === undefined || bulletin === where || where === anyBulletin),
  );
}
