import { actorOf, byline } from "../../core/access/actor.ts";
import { grantsOf, type KnownMember } from "../../core/access/member.ts";
import { parseMailbox } from "../../core/people/mailbox.ts";
import {
  type Confirmed,
  confirmMember,
  deleteInvited,
  getInvited,
  getMember,
} from "../../store/access/members.ts";
import { addressHash } from "../../store/people/subscribers.ts";
import type { Pipeline } from "../pipeline.ts";

export type Welcome =
  | { readonly kind: "member"; readonly member: KnownMember }
  /** Neither the issuer's groups nor the team give the person a role. */
  | { readonly kind: "no-role" }
  | { readonly kind: "removed" };

/**
 * Makes someone who has signed in a member, or refreshes what we know of them. Someone who was
 * added by address gets their roles here, if the issuer has verified that address. A person
 * without a role is not stored.
 */
export async function welcomeMember(
  pipeline: Pick<Pipeline, "table" | "addressKey" | "log">,
  given: Confirmed,
): Promise<Welcome> {
  const { table } = pipeline;
  const person = { ...given, address: mailboxIn(given.address) };
  const hash = person.address && addressHash(person.address, pipeline.addressKey);
  const [known, invited] = await Promise.all([
    getMember(table, person.sub),
    hash === undefined ? undefined : getInvited(table, hash),
  ]);
  if (known?.removedAt !== undefined && !invited) return { kind: "removed" };
  if (!known && !invited && person.groups.length === 0) return { kind: "no-role" };
  const member = await confirmMember(table, person, invited?.grants ?? []);
  if (invited && hash !== undefined) await deleteInvited(table, hash);
  const grants = grantsOf(member);
  if (grants.length === 0) return { kind: "no-role" };
  pipeline.log("signed-in", {
    by: byline(actorOf(person)),
    roles: grants.map(({ role, bulletin }) => (bulletin ? `${role}:${bulletin}` : role)).join(" "),
  });
  return { kind: "member", member };
}

function mailboxIn(address: string | undefined): string | undefined {
  const read = address === undefined ? undefined : parseMailbox(address);
  return read?.kind === "mailbox" ? read.mailbox.address : undefined;
}
