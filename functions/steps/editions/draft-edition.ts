import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import type { Correction } from "../../core/bulletins/correction/correction.ts";
import {
  contentHash,
  editionId,
  type FrozenContent,
  type LetterContent,
} from "../../core/bulletins/edition.ts";
import { chooseEntries, type Entry, type Verdict } from "../../core/bulletins/entry.ts";
import { subtagOf } from "../../core/bulletins/languages/letter-text.ts";
import { letterFooter } from "../../core/bulletins/letter-footer.ts";
import type { HeldReason, MissingPart } from "../../core/bulletins/reason.ts";
import { asReady } from "../../core/bulletins/status.ts";
import type { Footer } from "../../core/letter/footer.ts";
import type { Letter } from "../../core/letter/letter.ts";
import { sentinels } from "../../core/letter/places.ts";
import { renderPlainText } from "../../core/letter/plain-text.ts";
import { archiveName } from "../../core/people/archive-address.ts";
import { findInEntry } from "../../core/writing/checks/find-in-entry.ts";
import { findInParts } from "../../core/writing/checks/letter-parts.ts";
import { composeLetter } from "../../core/writing/compose-letter.ts";
import type { Finding } from "../../core/writing/finding.ts";
import { findMissingVariants, variantsOf } from "../../core/writing/languages/variants.ts";
import { findInLetter, isClipped, sayShortened } from "../../mail/letter-findings.ts";
import type { RenderedLetter } from "../../mail/render-letter.ts";
import { renderOnce } from "../../mail/render-once.ts";
import { type Template, type TemplateError, templateNamed } from "../../mail/template.ts";
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
};

/**
 * Composes one letter from the entries, in each of their languages, and renders it with sentinels at
 * its places, in the bulletin's own template or else the given one.
 */
export async function renderEntries(
  source: LetterSource,
  template: Template,
): Promise<Draft | Unfit> {
  const { bulletin, entries, slot, address, correction } = source;
  const main = await renderLanguage(source, template);
  if (main.kind !== "language") return main;
  const variants: RenderedLanguage[] = [];
  for (const { language, ...inLanguage } of variantsOf(bulletin, entries)) {
    if (subtagOf(language) === subtagOf(main.letter.language)) continue;
    const own = address && `${address}?language=${language}`;
    const rendered = await renderLanguage(
      { ...inLanguage, slot, address: own, correction },
      template,
    );
    if (rendered.kind === "incomplete") return { ...rendered, language };
    if (rendered.kind === "template-error") return rendered;
    const findings = rendered.findings.map(finding => ({ ...finding, language }));
    variants.push({ ...rendered, findings });
  }
  const content = {
    ...main.content,
    listName: bulletin.name,
    ...(variants.length > 0 && { variants: variants.map(variant => variant.content) }),
  };
  const findings = [main, ...variants].flatMap(rendered => rendered.findings);
  const hash = contentHash(content, bulletin.sender, bulletin.lists);
  return {
    kind: "draft",
    letter: main.letter,
    content,
    hash,
    findings: [...findings, ...findMissingVariants(entries)],
  };
}

type RenderedLanguage = {
  readonly kind: "language";
  readonly letter: Letter;
  readonly content: LetterContent;
  readonly findings: readonly Finding[];
};

/** Composes and renders the letter in one language. */
async function renderLanguage(
  source: LetterSource,
  template: Template,
): Promise<RenderedLanguage | Unfit> {
  const { bulletin, entries, slot, address, correction } = source;
  const composed = composeLetter(bulletin, entries, slot, { address, correction });
  if (composed.kind === "incomplete") return composed;
  const { letter } = composed;
  const footer = letterFooter(bulletin);
  const { template: own } = bulletin;
  const chosen = own === undefined ? template : templateNamed(template, own);
  const rendered = await renderOnce(letter, footer, chosen);
  if (rendered.kind === "template-error") return rendered;
  const whole = await renderWhole(source, footer, chosen);
  if (whole?.kind === "template-error") return whole;
  if (isClipped(rendered.html)) {
    const shorter = shortened(source);
    if (shorter) {
      const again = await renderLanguage(shorter, template);
      if (again.kind !== "language") return again;
      return { ...again, findings: [...again.findings, sayShortened(rescueWords)] };
    }
  }
  const { subject, salutation, language } = letter;
  const content = {
    subject,
    html: rendered.html,
    whole: whole?.html === rendered.html ? undefined : whole?.html,
    text: renderPlainText(letter, sentinels, footer),
    salutation,
    language,
    ...(letter.translations.length > 0 && {
      alsoIn: letter.translations.map(part => part.language),
    }),
  };
  const findings = [
    ...entries.flatMap(entry =>
      findInEntry({ ...entry, language: entry.language ?? language }, slot, bulletin.listStyle),
    ),
    ...findInParts(letter),
    ...findInLetter(content),
  ];
  return { kind: "language", letter, content, findings };
}

/** Words of each entry of a digest that mail programs would not show whole: a hundred entries fit. */
const rescueWords = 60;

/** Returns a digest with short entries; undefined if its entries cannot be any shorter. */
function shortened(source: LetterSource): LetterSource | undefined {
  const { bulletin, address } = source;
  const { composition, summaryWords = Number.POSITIVE_INFINITY } = bulletin;
  return composition === "digest" && address !== undefined && summaryWords > rescueWords
    ? { ...source, bulletin: { ...bulletin, summaryWords: rescueWords } }
    : undefined;
}

/** Renders the letter with its whole entries, if the bulletin shortens long ones. */
async function renderWhole(
  { bulletin, entries, slot, address, correction }: LetterSource,
  footer: Footer,
  template: Template,
): Promise<RenderedLetter | TemplateError | undefined> {
  if (bulletin.summaryWords === undefined || address === undefined) return undefined;
  const full = composeLetter(bulletin, entries, slot, {
    address,
    isWhole: true,
    correction,
  });
  return full.kind === "letter" ? renderOnce(full.letter, footer, template) : undefined;
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
