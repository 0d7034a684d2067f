import { type Block, plainWords } from "./content.ts";
import type { LetterPart } from "./letter.ts";

/**
 * Returns the line above the letter that names the organisation; empty if the author's own
 * letterhead names it.
 */
export function letterheadOf(
  { preamble }: Pick<LetterPart, "preamble">,
  organisation: string,
): string {
  const words = bare(organisation);
  const named = ` ${bare(preamble.map(wordsOf).join(" "))} `.includes(` ${words} `);
  return named && words !== "" ? "" : organisation;
}

/** The words of a line of a letterhead: a paragraph, or a heading. */
function wordsOf(block: Block): string {
  return "runs" in block ? plainWords(block.runs) : "";
}

function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
