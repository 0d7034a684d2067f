import type { Block } from "../../letter/content.ts";
import { isSignOff } from "../letter-grammar/sign-offs.ts";
import { readSubjectLine } from "../letter-grammar/subject-line.ts";

const numbering = /^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|(?:[IVX]{1,5}|[A-H])[.)])\s/;
const minor = new Set(
  "from with into onto over under about after before between during within without that this than your their our and".split(
    " ",
  ),
);

/**
 * Whether words are in title case:
 * the last word and every long one begin with a capital, except prepositions and the like.
 */
function isTitle(words: readonly string[]): boolean {
  const rises = (word: string) => /^[("“‘]?\p{Lu}/u.test(word);
  return (
    rises(words.at(-1) ?? "") &&
    words.every(word => word.length < 4 || minor.has(word.toLowerCase()) || rises(word))
  );
}

/** Whether a line is all in capitals. */
export function isCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, "");
  return (
    letters.length >= 4 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()
  );
}

/**
 * Whether a line on its own reads as a heading:
 * short, no end punctuation, and in capitals, In Title Case or numbered.
 */
export function isHeading(line: string): boolean {
  const numbered = numbering.test(line);
  const title = numbered ? line.replace(numbering, "") : line;
  if (
    line.length > 120 ||
    !/^[¿¡]?[\p{Lu}("“‘]/u.test(title) ||
    /[.,:;!?…،-]$/.test(title) ||
    /[@|•]|\s\/|\/\s/.test(title)
  )
    return false;
  if (isCapitals(title)) return true;
  const words = title.split(" ");
  if (line.length > 80 || words.length > 12 || title.replace(/[^\p{L}]/gu, "").length < 4)
    return false;
  return numbered || (!/\d/.test(title) && isTitle(words));
}

/**
 * Whether a line on its own, between a full stop and prose, reads as a heading in sentence case
 * ("What is changing"): a capital, a few words, no end punctuation except "?". "Thank you" and "Re:
 * …" are not headings.
 */
export function isPlainHeading(line: string): boolean {
  if (
    line.length > 70 ||
    line.split(" ").length > 10 ||
    !/^[¿¡]?[\p{Lu}“"‘]/u.test(line) ||
    /[@|•]/.test(line)
  )
    return false;
  return /[\p{L}\d)”"’?…]$/u.test(line) && readSubjectLine(line) === undefined && !isSignOff(line);
}

/** "1. Keep people well": a heading with its number. */
export const isNumberedHeading = (line: string): boolean => numbering.test(line) && isHeading(line);

/** "2.1 Aims" is below "2. What we do". */
export function headingLevel(line: string): (Block & { kind: "heading" })["level"] {
  return /^\d+\.\d+/.test(line) ? 3 : 2;
}
