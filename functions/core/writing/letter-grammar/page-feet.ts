import type { BlockLines } from "./letter-lines.ts";

/** A line whatever its numbers: the head or foot of a page is the same on every page but for them. */
const keyOf = (words: string): string => words.toLowerCase().replace(/\d+/g, "#");

/**
 * A test for paragraphs that are the head or foot of a page and not of the letter: each of their lines comes twice in it,
 * or is a page number, and a number is among them. `blocks` is the letter; a list's points are not looked at.
 */
export function pageFootTest(blocks: readonly BlockLines[]): (part: BlockLines) => boolean {
  const times = new Map<string, number>();
  for (const words of blocks.flatMap(part => part.words)) times.set(keyOf(words), (times.get(keyOf(words)) ?? 0) + 1);
  const isPageNumber = (words: string) => /^(?:page )?\d{1,3}(?: of \d{1,3})?$/i.test(words);
  return ({ words }) => {
    const lines = words.filter(text => text !== "");
    const told = lines.some(text => /\d/.test(text) && !/^\(?\d+[.)]/.test(text));
    return told && lines.every(text => isPageNumber(text) || (times.get(keyOf(text)) ?? 0) > 1);
  };
}
