import type { Block } from "../../letter/content.ts";
import { isCapitals, isHeading, isPlainHeading } from "../pasted-text/pasted-headings.ts";
import { beginsBelow } from "./below-signature.ts";
import { linesOfBlock } from "./letter-lines.ts";
import { isPost, nameKind } from "./name-lines.ts";
import { readSubjectLine } from "./subject-line.ts";

const maxTitle = 150;

const notTitle =
  /^(?:to|from|by|cc|date|dated|our|your|ref|tel|draft|private|confidential|official|strictly|embargo|issued|sent|an|von|à|de|i|at|oddi|dyddiad)\b(?!.*\b(?:update|change|review)\b)|^\[.*\]$|@|https?:|www\./i;
const date =
  /^(?:\p{L}+,? )?\d{1,2}(?:st|nd|rd|th|er|\.|º)?(?: (?:de|d[’'])?)? ?\p{L}+,?(?: de)? \d{4}$|^\p{L}+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}$|^\p{L}+ \d{4}$|^[\d./ -]+$/u;

/** The name of an organisation or a place. */
const isBody =
  /\b(?:trust|university|council|college|school|hospital|department|ministry|office|board|ltd|limited|nhs|house|street|road|avenue|institute|society|association|of schools|directorate|division|prifysgol|cyngor|ysgol|adran)$|^(?:department|ministry|office|university|institute|church|diocese|the) (?:of|for)\b/i;

/** Whether a line above or below the salutation can be the letter's title. */
function isTitleText(text: string, above: boolean): boolean {
  if (text.length > maxTitle || text.length < 4 || notTitle.test(text) || date.test(text))
    return false;
  if (/[,;،]$/.test(text) || beginsBelow(text) || readSubjectLine(text) !== undefined) return false;
  const words = text.split(" ").length;
  if (above && (isBody.test(text) || nameKind(text) !== undefined)) return false;
  if (isCapitals(text) && words >= 3) return true;
  if (words < 2 || (above && isPost(text) && words < 4)) return false;
  return isHeading(text) || isPlainHeading(text);
}

/** Whether a block can only be a title: a heading, or a paragraph of bold words alone. */
function isMarked(block: Block): boolean {
  return (
    block.kind === "heading" ||
    (block.kind === "paragraph" && block.runs.length === 1 && block.runs[0]?.kind === "strong")
  );
}

function titleOf(block: Block | undefined, above: boolean): string | undefined {
  if (block?.kind !== "paragraph" && block?.kind !== "heading") return undefined;
  const { words } = linesOfBlock(block);
  const text = words.join(" ");
  if (words.length > 3 || text === "" || text.length > maxTitle) return undefined;
  if (isMarked(block)) return notTitle.test(text) ? undefined : text;
  return words.length === 1 || isCapitals(text)
    ? isTitleText(text, above)
      ? text
      : undefined
    : undefined;
}

export type Titled = {
  readonly title: string | undefined;
  readonly preamble: readonly Block[];
  readonly body: readonly Block[];
};

/**
 * Finds the title line of a letter right below its salutation, or above it. The line stays in its
 * place, as the letter's heading.
 */
export function findTitle(preamble: readonly Block[], body: readonly Block[]): Titled {
  const [first, second] = body;
  const below = second === undefined ? undefined : titleOf(first, false);
  if (first !== undefined && below !== undefined)
    return { title: below, preamble, body: [asTitle(first), ...body.slice(1)] };
  const at = preamble.findLastIndex(
    (block, index) =>
      titleOf(block, true) !== undefined && (index > 0 || preamble.length === 1 || isMarked(block)),
  );
  const block = preamble[at];
  if (block === undefined) return { title: undefined, preamble, body };
  return {
    title: titleOf(block, true),
    preamble: preamble.with(at, asTitle(block)),
    body,
  };
}

function asTitle(block: Block): Block {
  if (block.kind !== "paragraph" && block.kind !== "heading") return block;
  const [only] = block.runs;
  const runs = block.runs.length === 1 && only?.kind === "strong" ? only.runs : block.runs;
  return { kind: "heading", level: 1, runs };
}
