import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject, type HistoryItem } from "../../core/access/history-item.ts";
import { needsApproval } from "../../core/bulletins/approval/needs-approval.ts";
import type { Correction } from "../../core/bulletins/correction/correction.ts";
import { type Edition, editionId } from "../../core/bulletins/edition.ts";
import { isOver, isProposed } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { getEdition, openEdition } from "../../store/bulletins/editions.ts";
import { openCorrection } from "../../store/bulletins/open-correction.ts";
import { decision } from "../decision.ts";
import { countEveryone } from "../editions/check-going.ts";
import { freezeLetter } from "../editions/images/freeze-letter.ts";
import type { Pipeline } from "../pipeline.ts";
import { entriesOf, readMaterial, renderMaterial } from "./proposed-letter.ts";
import { reviewEdition } from "./review-edition.ts";

export type ProposeOutcome =
  | { readonly kind: "proposed"; readonly edition: Edition }
  /** The bulletin asks for no approval. */
  | { readonly kind: "no-approval-needed" }
  | { readonly kind: "nothing-due" }
  /** The edition of this date is past its approval. */
  | { readonly kind: "begun"; readonly edition: Edition }
  | { readonly kind: "unknown" }
  /** The edition that it would correct is sent again by now, or another edition corrects it. */
  | { readonly kind: "not-corrected" };

type Proposing = {
  readonly bulletin: string;
  readonly slot: Date;
  readonly by: Actor;
  /** It is no date of the schedule: it is sent as soon as it is approved. */
  readonly unscheduled?: boolean;
  /** Also if the bulletin asks for no approval. */
  readonly always?: boolean;
  /** A correction waits for a person's yes by every rule. */
  readonly corrects?: Correction;
};

/**
 * Puts the letter of a date to its approvers: stores it under its hash. Its entries stay free, so a
 * change makes another proposal of it. A repetition looks at the stored proposal again.
 */
export async function proposeEdition(
  pipeline: Pipeline,
  template: Template,
  { bulletin: name, slot, by, unscheduled, always = false, corrects }: Proposing,
): Promise<ProposeOutcome> {
  const { table } = pipeline;
  const bulletin = await getBulletin(table, name);
  if (!bulletin) return { kind: "unknown" };
  const id = editionId(bulletin.id, slot);
  const known = await getEdition(table, id);
  if (known && !isProposed(known)) return { kind: "begun", edition: known };
  if (known)
    return { kind: "proposed", edition: await reviewEdition(pipeline, template, known, by) };
  if (!needsApproval(bulletin, { corrects }) && !always) return { kind: "no-approval-needed" };
  const material = await readMaterial(pipeline, template, bulletin, { id, slot, corrects });
  if (material.entries.length === 0) return { kind: "nothing-due" };
  const { hash, subject, content, problem } = await renderMaterial(table, material, slot, template);
  if (content) await freezeLetter(table, { id, hash, bulletin: bulletin.id }, content);
  const proposal = {
    at: new Date(pipeline.now()).toISOString(),
    basis: material.basis,
    entries: entriesOf(material),
    people: await countEveryone(pipeline, bulletin, corrects),
    unscheduled,
    changes: [],
    problem,
  };
  const on = editionSubject(id);
  const history = decision(pipeline, { by, what: "edition-proposed", on, hash });
  const edition: Proposed = {
    id,
    bulletin: bulletin.id,
    slot: slot.toISOString(),
    status: "waiting",
    entries: proposal.entries.map(entry => entry.id),
    lists: material.bulletin.lists,
    sender: bulletin.sender,
    subject,
    hash,
    audience: 0,
    rounds: 0,
    proposal,
    proposals: 1,
    corrects,
  };
  const opened = await open(pipeline, edition, history, by);
  if (!opened) return { kind: "not-corrected" };
  pipeline.log("edition-proposed", { edition: id, hash, by: byline(by) });
  return isProposed(opened)
    ? { kind: "proposed", edition: opened }
    : { kind: "begun", edition: opened };
}

type Proposed = Edition & { readonly status: "waiting" };

/** Stores the edition once. Returns undefined if it was to correct an edition that it must not. */
async function open(
  pipeline: Pipeline,
  edition: Proposed,
  history: HistoryItem,
  by: Actor,
): Promise<Edition | undefined> {
  const { table } = pipeline;
  const { id, corrects } = edition;
  const wrong = corrects && (await getEdition(table, corrects.edition));
  if (!corrects) return openEdition(table, edition, history);
  if (!wrong || !isOver(wrong)) return undefined;
  const marked = decision(pipeline, {
    by,
    what: "edition-corrected",
    on: editionSubject(wrong.id),
    changes: { by: { after: id } },
  });
  const correction = Object.assign({}, edition, { corrects });
  const isOpen = await openCorrection(table, correction, wrong, [history, marked]);
  return isOpen ? edition : undefined;
}
