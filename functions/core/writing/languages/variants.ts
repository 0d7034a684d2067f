import type { Bulletin } from "../../bulletins/bulletin.ts";
import type { Entry } from "../../bulletins/entry.ts";
import { subtagOf } from "../../bulletins/languages/letter-text.ts";
import { nameOfLanguage } from "../../text/language-name.ts";
import { findWords } from "../../text/words/catalogue.ts";
import type { Finding } from "../finding.ts";

/** What an edition's letter in another language is composed from. */
export type VariantSource = {
  readonly language: string;
  readonly bulletin: Bulletin;
  readonly entries: readonly Entry[];
};

/**
 * Returns the further languages of an edition: those that each of its entries has. A letter with one
 * section in another language would be no letter in that language.
 */
export function variantsOf(bulletin: Bulletin, entries: readonly Entry[]): VariantSource[] {
  return languagesOf(entries)
    .filter(language => entries.every(entry => hasLanguage(entry, language)))
    .map(language => ({
      language,
      bulletin: bulletinIn(bulletin, entries, language),
      entries: entries.map(entry => entryIn(entry, language)),
    }));
}

/** Finds the entries that lack a language which other entries of the edition have. */
export function findMissingVariants(entries: readonly Entry[]): Finding[] {
  return languagesOf(entries).flatMap(language =>
    entries
      .filter(entry => !hasLanguage(entry, language))
      .map(({ id, title }): Finding => {
        const name = nameOfLanguage(language);
        return {
          code: "no-variant",
          severity: "warning",
          where: "letter",
          entry: id,
          words: title,
          what: `“${title}” has no text in ${name}, but other entries do. Add it, or nobody gets this letter in ${name}.`,
          why: "A letter goes out in a language if each of its entries has it.",
        };
      }),
  );
}

function languagesOf(entries: readonly Entry[]): string[] {
  const languages = new Map<string, string>();
  for (const { language } of entries.flatMap(entry => entry.variants ?? []))
    if (!languages.has(subtagOf(language))) languages.set(subtagOf(language), language);
  return [...languages.values()].sort();
}

function hasLanguage({ variants = [] }: Entry, language: string): boolean {
  return variants.some(variant => subtagOf(variant.language) === subtagOf(language));
}

function entryIn(entry: Entry, language: string): Entry {
  const variant = entry.variants?.find(each => subtagOf(each.language) === subtagOf(language));
  if (variant === undefined) throw new Error(`entry ${entry.id} has no text in ${language}`);
  const { salutation, signOff, signatories, preheader, ...shared } = entry;
  return { ...shared, ...variant, language };
}

/** The bulletin's own salutation, sign-off and reason are in its main language. */
function bulletinIn(bulletin: Bulletin, entries: readonly Entry[], language: string): Bulletin {
  const words = findWords(language)?.letter;
  return {
    ...bulletin,
    language,
    // An editor's own subject is in the main language.
    ownSubjects: undefined,
    salutation: words?.salutation ?? bulletin.salutation,
    signOff: words?.signOff ?? bulletin.signOff,
    signatories: entries[0]?.signatories ?? bulletin.signatories,
    footer: bulletin.footer && { ...bulletin.footer, reason: undefined },
  };
}
