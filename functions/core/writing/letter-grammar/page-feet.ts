import type { BlockLines } from "./letter-lines.ts";

/**
 * Returns a line with its numbers removed: only numbers differ between the heads and feet of pages.
 */
const keyOf = (words: string): string => words.toLowerCase().replace(/\d+/g, "#");

/**
 * Returns a test for paragraphs that are the head or foot of a page: they contain a number, and
 * each of their lines is a page number or appears twice in the letter. `blocks` is the letter; the
 * points of lists do not count.
 */
export function pageFootTest(blocks: readonly BlockLines[]): (part: BlockLines) => boolean {
  const times = new Map<string, number>();
  for (const words of blocks.flatMap(part => part.words))
    times.set(keyOf(words), (times.get(keyOf(words)) ?? 0) + 1);
  const isPageNumber = (words: string) => /^(?:page )?\d{1,3}(?: of \d{1,3})?$/i.test(words);
  return ({ words }) => {
    const lines = words.filter(text => text !== "");
    const isNumbered = lines.some(text => /\d/.test(text) && !/^\(?\d+[.)]/.test(text));
    return (
      isNumbered && lines.every(text => isPageNumber(text) || (times.get(keyOf(text)) ?? 0) > 1)
    );
  };
}
