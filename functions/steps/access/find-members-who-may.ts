import { type Member, may, type Where } from "../../core/access/member.ts";
import type { Permission } from "../../core/access/role.ts";
import { listTeam } from "../../store/access/members.ts";
import type { Pipeline } from "../pipeline.ts";

/** Returns the members with a permission on a bulletin, by name: the people who can act. */
export async function findMembersWhoMay(
  { table }: Pick<Pipeline, "table">,
  permission: Permission,
  where: Where,
): Promise<Member[]> {
  return (await listTeam(table)).filter(member => may(member, permission, where));
}
