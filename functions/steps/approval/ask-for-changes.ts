import { type Actor, actorKey, actorName, byline } from "../../core/access/actor.ts";
import { isApprover } from "../../core/access/approver.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isProposed } from "../../core/bulletins/status.ts";
import { withoutAddresses } from "../../core/text/without-addresses.ts";
import { listTeam } from "../../store/access/members.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

export type AskOutcome =
  | { readonly kind: "asked"; readonly edition: Edition }
  | { readonly kind: "changed"; readonly edition: Edition }
  | { readonly kind: "refused" }
  | { readonly kind: "no-approval-needed" }
  | { readonly kind: "over" };

/** A person's no to the letter with this hash, with the reason. */
export type No = {
  readonly edition: string;
  readonly hash: string;
  readonly comment: string;
  readonly by: Actor;
};

/**
 * Asks the editors to change the letter of a date. It waits for an approval again, also if it had
 * one. The same letter can still be approved.
 */
export async function askForChanges(
  pipeline: Pipeline,
  { edition: id, hash, comment, by }: No,
): Promise<AskOutcome> {
  const { table } = pipeline;
  const edition = await getEdition(table, id);
  const bulletin = edition && (await getBulletin(table, edition.bulletin));
  if (!bulletin || !isProposed(edition) || !edition.proposal) return { kind: "over" };
  if (!needsApproval(bulletin, edition)) return { kind: "no-approval-needed" };
  if (!isApprover(await listTeam(table), bulletin, actorKey(by))) return { kind: "refused" };
  if (edition.hash !== hash) return { kind: "changed", edition };
  const at = new Date(pipeline.now()).toISOString();
  const asked = { name: actorName(by), at, comment: withoutAddresses(comment) };
  const proposal = { ...edition.proposal, asked };
  const proposals = (edition.proposals ?? 0) + 1;
  const changes = { comment: { after: asked.comment } };
  const on = editionSubject(id);
  const history = decision(pipeline, { by, what: "changes-wanted", on, hash, changes });
  const change = { kind: "ask-for-changes", proposal, proposals, history } as const;
  if (!(await changeEdition(table, edition, change)))
    return askForChanges(pipeline, { edition: id, hash, comment, by });
  pipeline.log("changes-wanted", { edition: id, by: byline(by) });
  return {
    kind: "asked",
    edition: { ...edition, proposal, proposals, status: "waiting", approval: undefined },
  };
}
