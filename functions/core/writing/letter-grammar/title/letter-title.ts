import type { Block } from "../../../letter/content.ts";
import { sameWords } from "../../merge-fields.ts";
import { isCapitals, isHeading, isPlainHeading } from "../../pasted-text/pasted-headings.ts";
import { beginsBelow } from "../below-signature.ts";
import { blockOfLines, linesOfBlock } from "../letter-lines.ts";
import { readSubjectLine } from "../subject-line.ts";
import { asTitle, isMarked, titleAbove } from "./title-above.ts";
import { isDate, isSentence, maxTitle, notTitle } from "./title-score.ts";

/** Whether a line below the salutation can be the letter's title. */
function isTitleText(text: string): boolean {
  if (text.length > maxTitle || text.length < 4 || notTitle.test(text) || isDate(text))
    return false;
  if (/[,;،]$/.test(text) || beginsBelow(text) || readSubjectLine(text) !== undefined) return false;
  const words = text.split(" ").length;
  if (isCapitals(text) && words >= 3) return true;
  const plain = text.replace(/!$/, "");
  return words >= 2 && (isHeading(plain) || isPlainHeading(plain) || isSentence(text));
}

/** Makes the "Re: …" line right below the salutation the letter's heading. */
export function withSubjectAsTitle([first, ...others]: readonly Block[]): readonly Block[] {
  if (first === undefined || first.kind !== "paragraph") return first ? [first, ...others] : [];
  const { words } = linesOfBlock(first);
  const [line = "", ...below] = words;
  const isSubject =
    readSubjectLine(line) !== undefined &&
    below.length <= 2 &&
    below.every(text => text.length <= 100 && !/[.!?:;]$/.test(text));
  return isSubject && others.length > 0 ? [asTitle(first), ...others] : [first, ...others];
}

/** The title in the first block below a salutation. */
function titleBelow(block: Block): string | undefined {
  if (block.kind !== "paragraph" && block.kind !== "heading") return undefined;
  const { words } = linesOfBlock(block);
  const text = words.join(" ");
  if (words.length > 3 || text === "" || text.length > maxTitle) return undefined;
  if (isMarked(block)) return notTitle.test(text) ? undefined : text;
  return (words.length === 1 || isCapitals(text)) && isTitleText(text) ? text : undefined;
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
  const [first, ...others] = body;
  const above = titleAbove(preamble);
  const found = first === undefined || others.length === 0 ? undefined : titleBelow(first);
  // "Pay" above a text that goes on with "Stations" and "Safety" is the first of its sections.
  const isSection =
    (found?.split(" ").length ?? 0) <= 2 && others.some(({ kind }) => kind === "heading");
  const below = isSection ? undefined : found;
  const isFirstSection = /^(?:\d|[IVX]+\.|[A-H]\.)/.test(below ?? "") || !isCapitals(below ?? "");
  if (above?.isStrong && (below === undefined || isFirstSection))
    return { title: above.title, preamble: above.preamble, body };
  if (first !== undefined && below !== undefined)
    return { title: below, preamble, body: [asTitle(first), ...others] };
  return { title: above?.title, preamble: above?.preamble ?? preamble, body };
}

/**
 * Makes the line that repeats a given title the letter's heading, so that the letter shows it once:
 * a line above the salutation, or the first block below it.
 */
export function withTitle(
  title: string,
  preamble: readonly Block[],
  body: readonly Block[],
): Titled {
  const repeats = (text: string) => sameWords(text, title);
  const [first, ...others] = body;
  if (
    (first?.kind === "paragraph" || first?.kind === "heading") &&
    others.length > 0 &&
    repeats(linesOfBlock(first).words.join(" "))
  )
    return { title, preamble, body: [asTitle(first), ...others] };
  const at = preamble.findLastIndex(
    block => block.kind === "paragraph" && linesOfBlock(block).words.some(repeats),
  );
  const block = preamble[at];
  if (block === undefined) return { title: undefined, preamble, body };
  const { lines, words, soft } = linesOfBlock(block);
  const line = words.findLastIndex(repeats);
  const parts = [
    ...blockOfLines(lines.slice(0, line), soft),
    ...blockOfLines(lines.slice(line, line + 1), soft).map(asTitle),
    ...blockOfLines(lines.slice(line + 1), soft),
  ];
  return { title, preamble: preamble.toSpliced(at, 1, ...parts), body };
}
