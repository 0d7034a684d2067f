import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import { type Edition, editionId } from "../../core/bulletins/edition.ts";
import { isProposed } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { freezeContent } from "../../store/bulletins/edition-content.ts";
import { getEdition, openEdition } from "../../store/bulletins/editions.ts";
import { decision } from "../decision.ts";
import { countEveryone } from "../editions/check-going.ts";
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
  | { readonly kind: "unknown" };

type Proposing = {
  readonly bulletin: string;
  readonly slot: Date;
  readonly by: Actor;
  /** It is no date of the schedule: it is sent as soon as it is approved. */
  readonly unscheduled?: boolean;
  /** Also if the bulletin asks for no approval. */
  readonly always?: boolean;
};

/**
 * Puts the letter of a date to its approvers: stores it under its hash. Its entries stay free, so a
 * change makes another proposal of it. A repetition looks at the stored proposal again.
 */
export async function proposeEdition(
  pipeline: Pipeline,
  template: Template,
  { bulletin: name, slot, by, unscheduled, always = false }: Proposing,
): Promise<ProposeOutcome> {
  const { table } = pipeline;
  const bulletin = await getBulletin(table, name);
  if (!bulletin) return { kind: "unknown" };
  const id = editionId(bulletin.id, slot);
  const known = await getEdition(table, id);
  if (known && !isProposed(known)) return { kind: "begun", edition: known };
  if (known)
    return { kind: "proposed", edition: await reviewEdition(pipeline, template, known, by) };
  if (bulletin.approval === "none" && !always) return { kind: "no-approval-needed" };
  const material = await readMaterial(pipeline, template, bulletin, { id, slot });
  if (material.entries.length === 0) return { kind: "nothing-due" };
  const { hash, subject, content, problem } = await renderMaterial(material, slot, template);
  if (content) await freezeContent(table, { id, hash }, content);
  const proposal = {
    at: new Date(pipeline.now()).toISOString(),
    basis: material.basis,
    entries: entriesOf(material),
    people: await countEveryone(pipeline, bulletin),
    unscheduled,
    changes: [],
    problem,
  };
  const on = editionSubject(id);
  const edition = await openEdition(
    table,
    {
      id,
      bulletin: bulletin.id,
      slot: slot.toISOString(),
      status: "waiting",
      entries: proposal.entries.map(entry => entry.id),
      lists: bulletin.lists,
      sender: bulletin.sender,
      subject,
      hash,
      audience: 0,
      rounds: 0,
      proposal,
      proposals: 1,
    },
    decision(pipeline, { by, what: "edition-proposed", on, hash }),
  );
  pipeline.log("edition-proposed", { edition: id, hash, by: byline(by) });
  return isProposed(edition) ? { kind: "proposed", edition } : { kind: "begun", edition };
}
