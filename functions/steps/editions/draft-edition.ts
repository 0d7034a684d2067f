import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Correction } from "../../core/bulletins/correction/correction.ts";
import { editionId, type FrozenContent } from "../../core/bulletins/edition.ts";
import { chooseEntries, type Entry, type Verdict } from "../../core/bulletins/entry.ts";
import type { HeldReason, MissingPart } from "../../core/bulletins/reason.ts";
import { asReady } from "../../core/bulletins/status.ts";
import type { Letter } from "../../core/letter/letter.ts";
import { archiveName } from "../../core/people/archive-address.ts";
import type { Finding } from "../../core/writing/finding.ts";
import type { Template, TemplateError } from "../../mail/template.ts";
import { listOpenEntries } from "../../store/bulletins/entries.ts";
import type { Table } from "../../store/table.ts";
import type { Pipeline } from "../pipeline.ts";
import { withMissingImages } from "./images/find-missing-images.ts";

/** For the pages, which import no mail. */
export type { Template } from "../../mail/template.ts";

export type Draft = {
  readonly kind: "draft";
  readonly letter: Letter;
  readonly content: FrozenContent;
  readonly hash: string;
  /** What the sender should know before the letter goes out. */
  readonly findings: readonly Finding[];
};
export type Unfit =
  | {
      readonly kind: "incomplete";
      readonly missing: readonly MissingPart[];
      /** Of a variant. */
      readonly language?: string;
    }
  | TemplateError;
export type DraftResult = (Draft | Unfit | { readonly kind: "nothing-due" }) & {
  readonly verdicts: readonly Verdict[];
};

/** Returns the edition that would go out at a slot, in its current state. Stores nothing. */
export async function draftEdition(
  pipeline: Pipeline,
  template: Template,
  bulletin: Bulletin,
  slot: Date,
): Promise<DraftResult> {
  const open = await listOpenEntries(pipeline.table, bulletin.id);
  return draftOf(pipeline.table, template, {
    open,
    bulletin,
    slot,
    address: addressOf(pipeline, bulletin, slot),
  });
}

/** What a preview shows beside what would go out. */
export type Preview = {
  readonly slot: Date;
  /** Whether drafts count as ready. */
  readonly withDrafts?: boolean;
  /** The id of the only entry to show, whatever its state. */
  readonly only?: string | undefined;
};

/** Returns the edition of a date as it would be with its drafts, or with one entry alone. */
export async function previewEdition(
  pipeline: Pipeline,
  template: Template,
  bulletin: Bulletin,
  { slot, withDrafts = false, only }: Preview,
): Promise<DraftResult> {
  const open = await listOpenEntries(pipeline.table, bulletin.id);
  const address = addressOf(pipeline, bulletin, slot);
  if (only === undefined)
    return draftOf(pipeline.table, template, {
      bulletin,
      open: withDrafts ? open.map(asReady) : open,
      slot,
      address,
    });
  const entries = open.filter(({ id }) => id === only);
  if (entries.length === 0) return { kind: "nothing-due", verdicts: [] };
  const drafted = await renderEntries({ bulletin, entries, slot, address }, template);
  return { ...(await withMissingImages(pipeline.table, bulletin, drafted)), verdicts: [] };
}

type Drafting = Omit<LetterSource, "entries"> & { readonly open: readonly Entry[] };

async function draftOf(
  table: Table,
  template: Template,
  { bulletin, open, slot, address }: Drafting,
): Promise<DraftResult> {
  const verdicts = chooseEntries(bulletin, open, slot);
  const entries = verdicts.flatMap(verdict => (verdict.kind === "in" ? [verdict.entry] : []));
  if (entries.length === 0) return { kind: "nothing-due", verdicts };
  const drafted = await renderEntries({ bulletin, entries, slot, address }, template);
  return { ...(await withMissingImages(table, bulletin, drafted)), verdicts };
}

/**
 * Returns where the archive will show the edition of a slot. A private archive has an address that
 * nobody can guess.
 */
export function addressOf(
  { siteUrl, linkKeys }: Pick<Pipeline, "siteUrl" | "linkKeys">,
  bulletin: Bulletin,
  edition: Date | string,
): string {
  const id = typeof edition === "string" ? edition : editionId(bulletin.id, edition);
  return `${siteUrl}/archive/${archiveName(bulletin, linkKeys)}/${id}`;
}

/** What a letter is made from, besides the template. */
export type LetterSource = {
  readonly bulletin: Bulletin;
  readonly entries: readonly Entry[];
  readonly slot: Date;
  /** Where the archive will show it. Without it, no entry is shortened. */
  readonly address?: string | undefined;
  readonly correction?: Correction | undefined;
  /** Where the letter's images are: on the site if absent. */
  readonly images?: Pipeline["images"] | undefined;
};

/**
 * Composes and renders one letter from the entries. Loads what reads and renders texts with the first
 * letter: a clock's tick without one does not wait for it.
 */
export async function renderEntries(
  source: LetterSource,
  template: Template,
): Promise<Draft | Unfit> {
  const { renderLanguages } = await import("./render-languages.ts");
  return renderLanguages(source, template);
}

/** Returns the reason why there is no letter. */
export function whyUnfit(unfit: Unfit): HeldReason {
  if (unfit.kind === "incomplete") {
    const { missing, language } = unfit;
    return { code: "letter-incomplete", missing, language };
  }
  const { file, line, message } = unfit;
  return { code: "template-error", file, line, message };
}
