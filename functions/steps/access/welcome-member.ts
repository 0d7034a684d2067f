import { actorOf, byline } from "../../core/access/actor.ts";
import { grantsOf, type KnownMember } from "../../core/access/member.ts";
import { parseMailbox } from "../../core/people/mailbox.ts";
import {
  type Confirmed,
  confirmMember,
  getInvited,
  getMember,
  joinMember,
  memberId,
} from "../../store/access/members.ts";
import { addressHash } from "../../store/people/subscribers.ts";
import { decision } from "../decision.ts";
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
  pipeline: Pick<Pipeline, "table" | "addressKey" | "newId" | "now" | "log">,
  given: Confirmed,
): Promise<Welcome> {
  const { table } = pipeline;
  const person = { ...given, address: mailboxIn(given.address) };
  await joinIfInvited(pipeline, person);
  const known = await getMember(table, person.sub);
  if (!known && person.groups.length === 0) return { kind: "no-role" };
  const member = await confirmMember(table, person);
  if (!member) return { kind: "removed" };
  const grants = grantsOf(member);
  if (grants.length === 0) return { kind: "no-role" };
  pipeline.log("signed-in", {
    by: byline(actorOf(person)),
    roles: grants.map(({ role, bulletin }) => (bulletin ? `${role}:${bulletin}` : role)).join(" "),
  });
  return { kind: "member", member };
}

/** Takes the roles that wait for a person's address. Of two sign-ins, one takes them. */
async function joinIfInvited(
  pipeline: Pick<Pipeline, "table" | "addressKey" | "newId" | "now">,
  person: Confirmed,
): Promise<void> {
  const { table } = pipeline;
  if (person.address === undefined) return;
  const hash = addressHash(person.address, pipeline.addressKey);
  for (;;) {
    const invited = await getInvited(table, hash);
    if (!invited) return;
    const item = decision(pipeline, {
      by: actorOf(person),
      what: "member-joined",
      on: { kind: "member", id: memberId(person.sub) },
      changes: { grants: { before: undefined, after: invited.grants } },
    });
    if (await joinMember(table, person, { hash, grants: invited.grants }, item)) return;
  }
}

function mailboxIn(address: string | undefined): string | undefined {
  const read = address === undefined ? undefined : parseMailbox(address);
  return read?.kind === "mailbox" ? read.mailbox.address : undefined;
}
