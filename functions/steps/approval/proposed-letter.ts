import { createHash } from "node:crypto";
import type { Proposal } from "../../core/bulletins/approval/approval.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { bulletinFor, type Correction } from "../../core/bulletins/correction/correction.ts";
import { contentHash, type FrozenContent } from "../../core/bulletins/edition.ts";
import { chooseEntries, type Entry } from "../../core/bulletins/entry.ts";
import type { HeldReason } from "../../core/bulletins/reason.ts";
import type { Finding } from "../../core/writing/finding.ts";
import type { Template } from "../../mail/template.ts";
import { listOpenEntries } from "../../store/bulletins/entries.ts";
import type { Table } from "../../store/table.ts";
import { addressOf, renderEntries, whyUnfit } from "../editions/draft-edition.ts";
import { withMissingImages } from "../editions/images/find-missing-images.ts";
import { freeFor } from "../editions/return-to-waiting.ts";
import type { Pipeline } from "../pipeline.ts";

/** The date that a letter is proposed for, and what it corrects. */
export type DateOf = {
  readonly id: string;
  readonly slot: Date;
  readonly corrects?: Correction | undefined;
};

/** What an edition's letter would be made from now. */
export type Material = {
  readonly bulletin: Bulletin;
  readonly entries: readonly Entry[];
  /** Where the archive will show the letter. */
  readonly address: string;
  readonly correction?: Correction | undefined;
  readonly basis: string;
};

/** Reads what the letter of a date would be made from now. Renders nothing. */
export async function readMaterial(
  pipeline: Pick<Pipeline, "table" | "siteUrl" | "linkKeys">,
  template: Template,
  stored: Bulletin,
  { id, slot, corrects: correction }: DateOf,
): Promise<Material> {
  const bulletin = bulletinFor(stored, correction);
  const open = freeFor(id, await listOpenEntries(pipeline.table, bulletin.id));
  const entries = chooseEntries(bulletin, open, slot, correction?.edition).flatMap(verdict =>
    verdict.kind === "in" ? [verdict.entry] : [],
  );
  // A move changes no version, and a save may change no word: both may change the letter.
  const written = entries.map(({ updatedAt: _, edition: __, ...entry }) => entry);
  const basis = createHash("sha256")
    .update(JSON.stringify([written, bulletin, template.files]))
    .digest("hex");
  const address = addressOf(pipeline, bulletin, id);
  return { bulletin, entries, address, correction, basis };
}

/** The letter of a date. `hash` is "" if there is a problem instead of a letter. */
export type ProposedLetter = {
  readonly hash: string;
  readonly subject: string;
  readonly content?: FrozenContent;
  readonly problem?: HeldReason;
  /** What an approver should know. */
  readonly findings: readonly Finding[];
};

export async function renderMaterial(
  table: Table,
  { bulletin, entries, address, correction }: Material,
  slot: Date,
  template: Template,
): Promise<ProposedLetter> {
  if (entries.length === 0) return { hash: "", subject: "", findings: [] };
  const source = { bulletin, entries, slot, address, correction };
  const drafted = await renderEntries(source, template);
  const rendered = await withMissingImages(table, bulletin, drafted);
  if (rendered.kind !== "draft")
    return { hash: "", subject: "", problem: whyUnfit(rendered), findings: [] };
  const { content, findings } = rendered;
  const hash = contentHash(content, bulletin.sender, bulletin.lists);
  return { hash, subject: content.subject, content, findings };
}

export function entriesOf({ entries }: Material): Proposal["entries"] {
  return entries.map(({ id, version, title }) => ({ id, version, title }));
}
