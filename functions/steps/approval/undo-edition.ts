import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { loggedReason } from "../../core/bulletins/reason.ts";
import { isApproved, isInWindow } from "../../core/bulletins/status.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { decision } from "../decision.ts";
import { proposalAgain, releaseEntries } from "../editions/return-to-waiting.ts";
import type { Pipeline } from "../pipeline.ts";

export type UndoOutcome =
  /** Nobody has the letter. It waits for an approval, or is held if the bulletin asks for none. */
  | { readonly kind: "undone"; readonly edition: Edition }
  /** The window has closed, or there was nothing to undo. */
  | { readonly kind: "too-late"; readonly edition: Edition }
  | { readonly kind: "unknown" };

/**
 * Takes back an approval before its date, or a letter in its undo window. Nobody has it, and its
 * entries are the editors' again.
 */
export async function undoEdition(pipeline: Pipeline, id: string, by: Actor): Promise<UndoOutcome> {
  const { table } = pipeline;
  const edition = await getEdition(table, id);
  if (!edition) return { kind: "unknown" };
  const on = editionSubject(id);
  const history = decision(pipeline, { by, what: "edition-undone", on, hash: edition.hash });
  const bulletin = await getBulletin(table, edition.bulletin);
  const waits = { ...proposalAgain(pipeline, edition, []) };
  const isAsked = bulletin !== undefined && needsApproval(bulletin, edition);
  let isDone = false;
  if (isApproved(edition)) {
    const change = { kind: "ask-for-changes", ...waits, history } as const;
    isDone = await changeEdition(table, edition, change);
  } else if (isInWindow(edition))
    isDone = isAsked
      ? await changeEdition(table, edition, { kind: "undo", ...waits, history })
      : await changeEdition(table, edition, {
          kind: "undo-and-hold",
          reason: { code: "undone" },
          history,
        });
  const after = (await getEdition(table, id)) ?? edition;
  if (!isDone) return { kind: "too-late", edition: after };
  await releaseEntries(pipeline, edition, edition.entries);
  pipeline.log("edition-undone", { edition: id, from: edition.status, by: byline(by) });
  if (after.reason)
    pipeline.log("edition-held", { edition: id, ...loggedReason(after.reason), by: byline(by) });
  return { kind: "undone", edition: after };
}
