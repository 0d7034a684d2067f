import { contentHash, type LetterContent } from "../../core/bulletins/edition.ts";
import { subtagOf } from "../../core/bulletins/languages/letter-text.ts";
import { letterFooter } from "../../core/bulletins/letter-footer.ts";
import type { Footer } from "../../core/letter/footer.ts";
import type { Letter } from "../../core/letter/letter.ts";
import { sentinels } from "../../core/letter/places.ts";
import { renderPlainText } from "../../core/letter/plain-text.ts";
import { findInEntry } from "../../core/writing/checks/find-in-entry.ts";
import { findInParts } from "../../core/writing/checks/letter-parts.ts";
import { composeLetter } from "../../core/writing/compose-letter.ts";
import type { Finding } from "../../core/writing/finding.ts";
import { findMissingVariants, variantsOf } from "../../core/writing/languages/variants.ts";
import { findInLetter, isClipped, sayShortened } from "../../mail/letter-findings.ts";
import type { RenderedLetter } from "../../mail/render-letter.ts";
import { renderOnce } from "../../mail/render-once.ts";
import { type Template, type TemplateError, templateNamed } from "../../mail/template.ts";
import type { Draft, LetterSource, Unfit } from "./draft-edition.ts";

/**
 * Composes one letter from the entries, in each of their languages, and renders it with sentinels at
 * its places, in the bulletin's own template or else the given one.
 */
export async function renderLanguages(
  source: LetterSource,
  template: Template,
): Promise<Draft | Unfit> {
  const { bulletin, entries, slot, address, correction, images } = source;
  const main = await renderLanguage(source, template);
  if (main.kind !== "language") return main;
  const variants: RenderedLanguage[] = [];
  for (const { language, ...inLanguage } of variantsOf(bulletin, entries)) {
    if (subtagOf(language) === subtagOf(main.letter.language)) continue;
    const own = address && `${address}?language=${language}`;
    const rendered = await renderLanguage(
      { ...inLanguage, slot, address: own, correction, images },
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
  const footer = Object.assign(letterFooter(bulletin), { images: source.images });
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
