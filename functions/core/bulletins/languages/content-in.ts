import type { FrozenContent, LetterContent } from "../edition.ts";
import { subtagOf } from "./letter-text.ts";

/** Returns an edition's letter in each of its languages; the first is the bulletin's main one. */
export function lettersOf(content: FrozenContent): readonly [LetterContent, ...LetterContent[]] {
  return [content, ...(content.variants ?? [])];
}

/**
 * Returns the letter for a person with a language (BCP 47): the one with the same tag, else with the
 * same language in another region, else the main one.
 */
export function contentIn(content: FrozenContent, language: string | undefined): LetterContent {
  if (content.variants === undefined || language === undefined) return content;
  const all = lettersOf(content);
  const tag = language.toLowerCase();
  return (
    all.find(letter => letter.language.toLowerCase() === tag) ??
    all.find(letter => subtagOf(letter.language) === subtagOf(language)) ??
    content
  );
}
