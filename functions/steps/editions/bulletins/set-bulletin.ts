import type { Actor } from "../../../core/access/actor.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import {
  type BulletinProblem,
  problemsOfBulletin,
} from "../../../core/bulletins/bulletin-problem.ts";
import { getBulletin } from "../../../store/bulletins/bulletins.ts";
import { getList } from "../../../store/people/lists.ts";
import type { Pipeline } from "../../pipeline.ts";
import { saveBulletin } from "../save-bulletin.ts";
import { allowRules } from "./allowed-rules.ts";

export type SetBulletin =
  | {
      readonly kind: "created" | "changed" | "unchanged";
      readonly bulletin: Bulletin;
      /** Whether weaker rules of approval wait for a second member. */
      readonly isWanting: boolean;
    }
  | { readonly kind: "refused"; readonly problems: readonly BulletinProblem[] };

type Place = Pick<Pipeline, "table" | "now" | "newId" | "senderDomain">;

/**
 * Creates or changes a bulletin from its fields. What only steps change stays as it is: whether it
 * is paused or archived, its editors' own subjects, and the dates changed by hand unless the fields have some. Weaker rules of
 * approval wait for a second member.
 */
export async function setBulletin(
  pipeline: Place,
  given: Bulletin,
  by: Actor,
): Promise<SetBulletin> {
  const stored = await getBulletin(pipeline.table, given.id);
  const bulletin: Bulletin = Object.assign({}, given, {
    exceptions: given.exceptions ?? stored?.exceptions,
    ownSubjects: stored?.ownSubjects,
    pausedAt: stored?.pausedAt,
    archivedAt: stored?.archivedAt,
    wantedRules: undefined,
  });
  const problems = await findBulletinProblems(pipeline, bulletin, stored?.lists);
  const allowed = await allowRules(pipeline, bulletin, stored, by);
  if (allowed.kind === "refused") problems.push({ code: "weaker-approval" });
  if (problems.length > 0 || allowed.kind === "refused") return { kind: "refused", problems };
  const saved = await saveBulletin(pipeline, allowed.bulletin, by);
  const kind = saved === "unchanged" ? saved : stored ? "changed" : "created";
  return { kind, bulletin: allowed.bulletin, isWanting: allowed.isWanting };
}

/** `had`: the lists that the bulletin has already. They may stay, whatever became of them. */
export async function findBulletinProblems(
  { table, now, senderDomain }: Pick<Pipeline, "table" | "now" | "senderDomain">,
  bulletin: Bulletin,
  had: readonly string[] = [],
): Promise<BulletinProblem[]> {
  const lists = await Promise.all(bulletin.lists.map(id => getList(table, id)));
  return [
    ...problemsOfBulletin(bulletin, new Date(now()), senderDomain),
    ...bulletin.lists.flatMap((list, index): BulletinProblem[] => {
      if (had.includes(list)) return [];
      const stored = lists[index];
      if (!stored) return [{ code: "list-unknown", list }];
      return stored.archivedAt === undefined ? [] : [{ code: "list-archived", list }];
    }),
  ];
}
