import { type Actor, byline } from "../../../core/access/actor.ts";
import { differencesOf } from "../../../core/access/history-item.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import type { BulletinProblem } from "../../../core/bulletins/bulletin-problem.ts";
import { getBulletin, insertBulletin } from "../../../store/bulletins/bulletins.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";
import { allowRules } from "./allowed-rules.ts";
import { findBulletinProblems } from "./set-bulletin.ts";

export type CreateBulletin =
  | { readonly kind: "created" }
  /** Another bulletin has the id. */
  | { readonly kind: "taken" }
  | { readonly kind: "refused"; readonly problems: readonly BulletinProblem[] };

/**
 * Creates a bulletin. A repetition, as of a form that was sent twice, succeeds. Rules of approval
 * that are weaker than those of a deleted bulletin with this id wait for a second member.
 */
export async function createBulletin(
  pipeline: Pick<Pipeline, "table" | "now" | "newId" | "senderDomain" | "log">,
  given: Bulletin,
  by: Actor,
): Promise<CreateBulletin> {
  const problems = await findBulletinProblems(pipeline, given);
  const allowed = await allowRules(pipeline, given, undefined, by);
  if (allowed.kind === "refused") problems.push({ code: "weaker-approval" });
  if (problems.length > 0 || allowed.kind === "refused") return { kind: "refused", problems };
  const { bulletin } = allowed;
  const on = { kind: "bulletin", id: bulletin.id } as const;
  const changes = differencesOf({}, bulletin);
  const history = decision(pipeline, { by, what: "bulletin-saved", on, changes });
  const now = new Date(pipeline.now());
  if (await insertBulletin(pipeline.table, bulletin, now, history)) {
    pipeline.log("bulletin-created", { bulletin: bulletin.id, by: byline(by) });
    return { kind: "created" };
  }
  const stored = (await getBulletin(pipeline.table, bulletin.id)) ?? {};
  const { wantedRules: _, ...differences } = differencesOf(stored, bulletin);
  const isSame = Object.keys(differences).length === 0;
  return { kind: isSame ? "created" : "taken" };
}
