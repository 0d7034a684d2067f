import { arabic } from "./ar.ts";
import { welsh } from "./cy.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { spanish } from "./es.ts";
import { french } from "./fr.ts";
import { irish } from "./ga.ts";
import { scottishGaelic } from "./gd.ts";
import { italian } from "./it.ts";
import { polish } from "./pl.ts";
import { urdu } from "./ur.ts";
import type { Words } from "./words.ts";

/** The words of every language that we have, in the order in which pages offer them. */
export const catalogue: readonly Words[] = [
  english,
  welsh,
  irish,
  scottishGaelic,
  german,
  spanish,
  french,
  italian,
  polish,
  arabic,
  urdu,
];

/** Returns the words in a language (BCP 47; "cy-GB" is Welsh too); undefined if we have none. */
export function findWords(language: string | undefined): Words | undefined {
  const primary = language?.split("-", 1)[0]?.toLowerCase();
  return catalogue.find(words => words.language === primary);
}

/** Returns the words in the first of some languages that we have, or in English. */
export function wordsIn(...languages: readonly (string | undefined)[]): Words {
  for (const language of languages) {
    const words = findWords(language);
    if (words) return words;
  }
  return english;
}
