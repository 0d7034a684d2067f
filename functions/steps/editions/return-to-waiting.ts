import { clockBy } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Proposal, ProposalChange } from "../../core/bulletins/approval/approval.ts";
import type { Obstacle } from "../../core/bulletins/approval/may-go-out.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import type { Entry } from "../../core/bulletins/entry.ts";
import { allows } from "../../core/bulletins/transitions/transition.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { releaseEntry } from "../../store/bulletins/entries.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Returns an edition without a letter to its approvers, because it may not go out. The clock then
 * proposes its current letter and tells them why.
 */
export async function returnToWaiting(
  pipeline: Pipeline,
  edition: Edition,
  obstacle: Obstacle,
): Promise<void> {
  if (!allows("return", edition)) return;
  const history = endedBy(pipeline, edition, obstacle);
  const again = proposalAgain(pipeline, edition, changeOf(obstacle));
  const done = await changeEdition(pipeline.table, edition, { kind: "return", ...again, history });
  pipeline.log("approval-ended", { edition: edition.id, obstacle: obstacle.kind });
  if (done) await releaseEntries(pipeline, edition, edition.entries);
}

/** Returns a letter in its undo window to its approvers, because its approval has ended. */
export async function takeBack(
  pipeline: Pipeline,
  edition: Edition & { readonly status: "addressing" },
  obstacle: Obstacle,
): Promise<void> {
  const history = endedBy(pipeline, edition, obstacle);
  const again = proposalAgain(pipeline, edition, changeOf(obstacle));
  const done = await changeEdition(pipeline.table, edition, { kind: "undo", ...again, history });
  pipeline.log("approval-ended", { edition: edition.id, obstacle: obstacle.kind });
  if (done) await releaseEntries(pipeline, edition, edition.entries);
}

function endedBy(pipeline: Pipeline, { id }: Edition, obstacle: Obstacle) {
  return decision(pipeline, {
    by: clockBy("changed"),
    what: "approval-ended",
    on: editionSubject(id),
    changes: { obstacle: { after: obstacle } },
  });
}

/** The fields of an edition that is proposed again. Its letter is looked at again before that. */
export function proposalAgain(
  { now }: Pick<Pipeline, "now">,
  { proposal, proposals = 0, slot, approval }: Edition,
  changes: readonly ProposalChange[],
): { readonly proposal: Proposal; readonly proposals: number } {
  const before: Partial<Proposal> = proposal ?? {};
  return {
    proposal: {
      at: new Date(now()).toISOString(),
      basis: "",
      entries: before.entries ?? [],
      people: before.people ?? 0,
      unscheduled: before.unscheduled ?? (proposal === undefined ? true : undefined),
      missedDate: Date.parse(slot) <= now() ? true : undefined,
      changes: [...(before.told ? [] : (before.changes ?? [])), ...changes],
      hadApproval: approval !== undefined || (before.hadApproval === true && !before.told),
    },
    proposals: proposals + 1,
  };
}

/** What an obstacle is to the approvers: a difference from what was approved. */
export function changeOf(obstacle: Obstacle): ProposalChange[] {
  switch (obstacle.kind) {
    case "audience-grew":
      return [{ what: "audience", before: obstacle.before, after: obstacle.after }];
    case "approver-gone":
    case "approver-wrote":
      return [{ what: obstacle.kind }];
    case "changed":
    case "errors-found":
    case "not-approved":
      return [];
  }
}

/** Returns entries as this edition may choose them: its own are free, if it was interrupted. */
export function freeFor(edition: string, entries: readonly Entry[]): Entry[] {
  return entries.map(entry =>
    entry.edition === edition ? { ...entry, edition: undefined } : entry,
  );
}

/** Gives the entries back to the editors, unless the edition is composed again by then. */
export async function releaseEntries(
  { table, newId }: Pick<Pipeline, "table" | "newId">,
  { id, bulletin }: Pick<Edition, "id" | "bulletin">,
  entries: readonly string[],
): Promise<void> {
  for (const entry of entries) await releaseEntry(table, { bulletin, id: entry }, id, newId());
}
