import { type Actor, actorName, byline, clockBy } from "../../core/access/actor.ts";
import { editionSubject, entrySubject } from "../../core/access/history-item.ts";
import type { Proposal, ProposalChange } from "../../core/bulletins/approval/approval.ts";
import type { Obstacle } from "../../core/bulletins/approval/may-go-out.ts";
import { changesBetween, mergeChanges } from "../../core/bulletins/approval/proposal-changes.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isApproved, isProposed } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { listHistory } from "../../store/history/histories.ts";
import { decision } from "../decision.ts";
import { checkGoing, countEveryone } from "../editions/check-going.ts";
import { freezeLetter } from "../editions/images/freeze-letter.ts";
import { changeOf } from "../editions/return-to-waiting.ts";
import type { Pipeline } from "../pipeline.ts";
import {
  entriesOf,
  type Material,
  type ProposedLetter,
  readMaterial,
  renderMaterial,
} from "./proposed-letter.ts";

/**
 * Looks whether the letter of a proposed edition has changed. If so, proposes the new letter and
 * ends an approval of the old one. Returns the edition as it is then.
 */
export async function reviewEdition(
  pipeline: Pipeline,
  template: Template,
  edition: Edition,
  by: Actor = clockBy("changed"),
): Promise<Edition> {
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  const { proposal } = edition;
  if (!bulletin || !proposal || !isProposed(edition)) return edition;
  const { id, corrects } = edition;
  const slot = new Date(edition.slot);
  const material = await readMaterial(pipeline, template, bulletin, { id, slot, corrects });
  if (material.basis === proposal.basis) return edition;
  const letter = await renderMaterial(pipeline.table, material, slot, template);
  const isSame = letter.hash === edition.hash && (letter.hash !== "" || proposal.basis !== "");
  if (!isSame || material.entries.length !== edition.entries.length)
    return revise(pipeline, edition, { material, letter, by, more: [] });
  // The letter is the same, but the rules may be others: its approver may no longer approve it.
  const { hash, approval } = edition;
  const outgoing = { bulletin: material.bulletin, edition, hash, approval };
  const obstacle = isApproved(edition) && (await checkGoing(pipeline, outgoing, "is-cut"));
  if (obstacle)
    return revise(pipeline, edition, { material, letter, by, more: changeOf(obstacle) });
  const again = {
    ...proposal,
    basis: material.basis,
    entries: entriesOf(material),
    problem: letter.problem,
  };
  return (await changeEdition(pipeline.table, edition, { kind: "look-again", proposal: again }))
    ? { ...edition, proposal: again }
    : ((await getEdition(pipeline.table, edition.id)) ?? edition);
}

/** Ends the approval of a proposed edition, because it may not go out as it is. */
export async function endApproval(
  pipeline: Pipeline,
  template: Template,
  edition: Edition,
  obstacle: Obstacle,
): Promise<Edition> {
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  if (!bulletin || !isProposed(edition)) return edition;
  const { id, corrects } = edition;
  const slot = new Date(edition.slot);
  const material = await readMaterial(pipeline, template, bulletin, { id, slot, corrects });
  const letter = await renderMaterial(pipeline.table, material, slot, template);
  const [more, by] = [changeOf(obstacle), clockBy("changed")];
  return revise(pipeline, edition, { material, letter, by, more });
}

type Revision = {
  readonly material: Material;
  readonly letter: ProposedLetter;
  readonly by: Actor;
  readonly more: readonly ProposalChange[];
};

type Proposed = Edition & { readonly status: "waiting" | "approved" };

async function revise(
  pipeline: Pipeline,
  edition: Proposed,
  { material, letter, by, more }: Revision,
): Promise<Edition> {
  const { bulletin } = material;
  const { id, proposal: before } = edition;
  const { hash, subject, content, problem } = letter;
  if (content) await freezeLetter(pipeline.table, { id, hash, bulletin: bulletin.id }, content);
  const entries = entriesOf(material);
  const { sender, lists } = bulletin;
  const found = changesBetween(
    { ...edition, entries: before?.entries ?? [] },
    { entries, subject, sender, lists },
  );
  const isOnlyLook = found[0]?.what === "look" && (more.length > 0 || hash === edition.hash);
  const named = await withNames(pipeline, bulletin.id, material, isOnlyLook ? [] : found);
  const hadApproval = isApproved(edition) || (before?.hadApproval === true && !before.told);
  const proposal: Proposal = {
    at: new Date(pipeline.now()).toISOString(),
    basis: material.basis,
    entries,
    people: await countEveryone(pipeline, bulletin, edition.corrects),
    unscheduled: before?.unscheduled,
    missedDate: before?.missedDate,
    changes: mergeChanges(before?.told ? [] : (before?.changes ?? []), [...named, ...more]),
    problem,
    hadApproval,
  };
  const change = {
    proposal,
    proposals: (edition.proposals ?? 0) + 1,
    entries: entries.map(entry => entry.id),
    lists,
    sender,
    subject,
    hash,
  };
  const what = isApproved(edition) ? "approval-ended" : "edition-proposed";
  const history = decision(pipeline, { by, what, on: editionSubject(id), hash });
  if (!(await changeEdition(pipeline.table, edition, { kind: "revise", ...change, history })))
    return (await getEdition(pipeline.table, id)) ?? edition;
  pipeline.log(what, { edition: id, hash, by: byline(by) });
  return { ...edition, ...change, approval: undefined, status: "waiting" };
}

/** Adds who changed an entry last. */
async function withNames(
  { table }: Pipeline,
  bulletin: string,
  { entries }: Material,
  changes: readonly ProposalChange[],
): Promise<ProposalChange[]> {
  const named: ProposalChange[] = [];
  for (const change of changes) {
    const isOfEntry = change.what === "entry-added" || change.what === "entry-changed";
    const entry = isOfEntry && entries.find(({ title }) => title === change.title);
    if (!isOfEntry || !entry) named.push(change);
    else {
      const [last] = await listHistory(table, entrySubject(bulletin, entry.id), 1);
      const name = last && actorName(last.by);
      named.push({ what: change.what, title: change.title, by: name === "" ? undefined : name });
    }
  }
  return named;
}
