import { wordsIn } from "../text/words/catalogue.ts";
import type { Logo } from "./images/image.ts";
import type { Letter } from "./letter.ts";

/** What a bulletin says around its letters. */
export type Footer = {
  /** The language of the bulletin's own texts (BCP 47); that of the letter if absent. */
  readonly language?: string | undefined;
  readonly organisation: string;
  /** Above the letter, in place of the organisation's name. */
  readonly logo?: Logo | undefined;
  /** Replaces our own sentence about why this colleague gets the letter. */
  readonly reason?: string | undefined;
  readonly address?: string | undefined;
  readonly privacyUrl?: string | undefined;
  /** Whether the message carries the letter's images itself; they are on the site if absent. */
  readonly images?: "site" | "inline" | undefined;
  /** Who reads replies; undefined if nobody does. */
  readonly repliesReadBy?: string | undefined;
};

/**
 * The fixed words of a footer. `language` and `direction` are of these words: they differ from the
 * letter's if the catalogue lacks its language.
 */
export type FooterWords = {
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly reason: string;
  readonly replies: string;
  readonly view: string;
  readonly manage: string;
  readonly unsubscribe: string;
  readonly privacy: string;
  readonly noTracking: string;
};

/**
 * Returns the words of a footer in each language of a letter (BCP 47), each once. The words are in
 * English where the catalogue lacks a language.
 */
export function footerLanguages(
  { language, translations }: Pick<Letter, "language" | "translations">,
  footer: Footer,
): readonly [FooterWords, ...FooterWords[]] {
  const first = footerWords(language, footer);
  const others = translations.map(part => footerWords(part.language, footer));
  const isFirstOf = (words: FooterWords, at: number) =>
    [first, ...others].findIndex(each => each.language === words.language) === at + 1;
  return [first, ...others.filter(isFirstOf)];
}

/** Returns the words of a footer in a language (BCP 47), or in English without a translation. */
export function footerWords(language: string, footer: Footer): FooterWords {
  const words = wordsIn(language);
  const { organisation, repliesReadBy: reader } = footer;
  const { reason, reasonUnnamed, repliesReadBy, repliesUnread, ...links } = words.footer;
  return {
    language: words.language,
    direction: words.direction,
    reason: organisation === "" ? reasonUnnamed : reason(organisation),
    replies: reader === undefined ? repliesUnread : repliesReadBy(reader),
    ...links,
  };
}
