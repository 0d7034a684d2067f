import { type Actor, actorKey, byline } from "../../../core/access/actor.ts";
import { withOtherAccounts } from "../../../core/access/approver.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { listTeam } from "../../../store/access/members.ts";
import { getBulletin } from "../../../store/bulletins/bulletins.ts";
import type { Pipeline } from "../../pipeline.ts";
import { saveBulletin } from "../save-bulletin.ts";

export type DecidedRules = "confirmed" | "refused" | "same-person" | "nothing-wanted";

/** Confirms or refuses the weaker rules of approval that another member wants. */
export async function decideRules(
  pipeline: Pick<Pipeline, "table" | "now" | "newId" | "log">,
  id: string,
  decision: "confirm" | "refuse",
  by: Extract<Actor, { kind: "person" }>,
): Promise<DecidedRules> {
  const stored = await getBulletin(pipeline.table, id);
  if (!stored?.wantedRules) return "nothing-wanted";
  const { approval, approvers, approveByLink, by: wantedBy } = stored.wantedRules;
  const next: Bulletin = { ...stored, wantedRules: undefined };
  if (decision === "confirm") {
    const team = await listTeam(pipeline.table);
    if (withOtherAccounts(team, new Set([wantedBy])).has(actorKey(by))) return "same-person";
    Object.assign(next, { approval, approvers, approveByLink });
  }
  const what = decision === "confirm" ? "rules-confirmed" : "rules-refused";
  await saveBulletin(pipeline, next, by, what);
  pipeline.log(what, { bulletin: id, by: byline(by) });
  return decision === "confirm" ? "confirmed" : "refused";
}
