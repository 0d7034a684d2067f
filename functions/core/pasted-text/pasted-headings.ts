import type { Block } from "../content.ts";

const numbering = /^\d{1,2}(?:\.\d{1,2})*[.)]?\s/;
const minor = new Set(
  "from with into onto over under about after before between during within without that this than your their our and".split(" "),
);

/** Title case: the last word and every long one begin with a capital, but for prepositions and the like. */
function isTitle(words: readonly string[]): boolean {
  const rises = (word: string) => /^[("“‘]?\p{Lu}/u.test(word);
  return rises(words.at(-1) ?? "") && words.every(word => word.length < 4 || minor.has(word.toLowerCase()) || rises(word));
}

/** Whether a line standing alone reads as a heading: short, no end punctuation, and in capitals, In Title Case or numbered. */
export function isHeading(line: string): boolean {
  const numbered = numbering.test(line);
  const title = numbered ? line.replace(numbering, "") : line;
  if (line.length > 80 || !/^[\p{Lu}("“‘]/u.test(title) || /[.,:;!?…،-]$/.test(title) || /[@/|•]/.test(title)) return false;
  const words = title.split(" ");
  const letters = title.replace(/[^\p{L}]/gu, "");
  if (words.length > 12 || letters.length < 4) return false;
  const capitals = letters === letters.toUpperCase() && letters !== letters.toLowerCase();
  return numbered || capitals || (!/\d/.test(title) && isTitle(words));
}

/** "2.1 Aims" is below "2. What we do". */
export function headingLevel(line: string): (Block & { kind: "heading" })["level"] {
  return /^\d+\.\d+/.test(line) ? 3 : 2;
}
