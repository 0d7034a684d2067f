import { type Actor, byline } from "../../core/access/actor.ts";
import type { HistoryItem } from "../../core/access/history-item.ts";
import { grantsOf, type Member } from "../../core/access/member.ts";
import { memberId, removeInvited, removeKnown } from "../../store/access/members.ts";
import { addressHash } from "../../store/people/subscribers.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";
import { findTeamMembers } from "./find-team-members.ts";

/**
 * Takes all roles from the members with an address or a `sub`: from the next request on they have
 * no access, whatever their groups are. Returns the removed as they were; nobody if there is no such
 * member.
 */
export async function removeMember(
  pipeline: Pick<Pipeline, "table" | "addressKey" | "newId" | "now" | "log">,
  who: string,
  by: Actor,
): Promise<Member[]> {
  const { table } = pipeline;
  const { known, invited } = await findTeamMembers(table, who);
  const removed: Member[] = [];
  const remove = async (
    member: Member,
    id: string,
    write: (item: HistoryItem) => Promise<boolean>,
  ) => {
    const on = { kind: "member", id } as const;
    const changes = { grants: { before: grantsOf(member), after: [] } };
    const item = decision(pipeline, { by, what: "member-removed", on, changes });
    if (!(await write(item))) return;
    pipeline.log("member-removed", { member: id, by: byline(by) });
    removed.push(member);
  };
  // First what waits for a sign-in: otherwise a sign-in in between could bring the person back.
  for (const member of invited) {
    const hash = addressHash(member.address, pipeline.addressKey);
    await remove(member, hash, item => removeInvited(table, hash, item));
  }
  for (const member of known)
    await remove(member, memberId(member.sub), item => removeKnown(table, member.sub, item));
  return removed;
}
