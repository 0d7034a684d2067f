import type { Block } from "../../letter/content.ts";
import { isCapitals, isHeading, isPlainHeading } from "../pasted-text/pasted-headings.ts";
import { beginsBelow } from "./below-signature.ts";
import { blockOfLines, linesOfBlock } from "./letter-lines.ts";
import { isPost, nameKind } from "./name-lines.ts";
import { readSubjectLine } from "./subject-line.ts";

const maxTitle = 150;

const notTitle =
  /^(?:for the attention|members only|to|from|by|cc|date|dated|(?:our|your|my) ref|ref|tel|draft|private|confidential|official|strictly|embargo|issued|sent|an|von|à|de|i|at|oddi|dyddiad)\b(?!.*\b(?:update|change|review)\b)|^\[.*\]$|@|https?:|www\./i;
const date =
  /^(?:\p{L}+,? )?\d{1,2}(?:st|nd|rd|th|er|\.|º)?(?: (?:de|d[’'])?)? ?\p{L}+,?(?: de)? \d{4}$|^\p{L}+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}$|^(?:\p{L}+ ){1,2}\d{4}$|^\p{L}+ ?: ?\d.*\d{4}$|^[\d./ -]+$|^\p{L}[\p{L} .'’-]{1,40}, (?:(?:le|den|am|el|li|lì|dnia|dne|a|il|de) )?\d{1,2}(?:er|\.|º|°)? .*\d{4}(?: r\.)?$/u;

/** The name of an organisation or a place. */
const isBody =
  /\b(?:trust|university|council|college|school|hospital|department|ministry|office|board|ltd|limited|nhs|house|street|road|avenue|institute|society|association|of schools|directorate|division|prifysgol|cyngor|ysgol|adran)$|^(?:bwrdd|prifysgol|cyngor|ysgol|ministère|université|académie|consejería|universidad|ministerio|azienda|comune|università|szpital|ministerium|universität) |^(?:department|ministry|office|university|institute|church|diocese|the) (?:of|for)\b/i;

/** Whether a line above or below the salutation can be the letter's title. */
function isTitleText(text: string, above: boolean): boolean {
  if (text.length > maxTitle || text.length < 4 || notTitle.test(text) || date.test(text))
    return false;
  if (/[,;،]$/.test(text) || beginsBelow(text) || readSubjectLine(text) !== undefined) return false;
  const words = text.split(" ").length;
  if (above && (isBody.test(text) || nameKind(text) !== undefined)) return false;
  if (above && isPost(text) && words <= 4 && !clause.test(text.toLowerCase())) return false;
  if (isCapitals(text) && words >= 3) return true;
  if (words < 2 || (above && isPost(text) && words < 4)) return false;
  const plain = text.replace(/!$/, "");
  return isHeading(plain) || isPlainHeading(plain) || (!above && isSentence(text));
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
  // The lines of a letterhead in capitals.
  const isHead = words.length > 1 && words.some(line => isPost(line) || /\b\d{5}$/.test(line));
  if (above && isHead && !isMarked(block)) return undefined;
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
  const near = titleRightAbove(preamble);
  const found = second === undefined ? undefined : titleOf(first, false);
  // "Pay" above a text that goes on with "Stations" and "Safety" is the first of its sections.
  const isSection =
    (found?.split(" ").length ?? 0) <= 2 && body.slice(1).some(({ kind }) => kind === "heading");
  const below = isSection ? undefined : found;
  const isFirstSection = /^(?:\d|[IVX]+\.|[A-H]\.)/.test(below ?? "") || !isCapitals(below ?? "");
  if (near !== undefined && (below === undefined || isFirstSection)) return { ...near, body };
  if (first !== undefined && below !== undefined)
    return { title: below, preamble, body: [asTitle(first), ...body.slice(1)] };
  const isAside = (each: Block) =>
    linesOfBlock(each).words.every(text => date.test(text) || notTitle.test(text));
  const at = preamble.findLastIndex(
    (block, index) =>
      titleOf(block, true) !== undefined &&
      (index > 0 || isMarked(block) || preamble.slice(1).every(isAside)),
  );
  const block = preamble[at];
  if (block === undefined) return { title: undefined, preamble, body };
  return {
    title: titleOf(block, true),
    preamble: preamble.with(at, asTitle(block)),
    body,
  };
}

/**
 * The title right above the salutation: a line of its own, which may be longer than a heading and
 * wrap, or the last line of a group without blank lines.
 */
function titleRightAbove(preamble: readonly Block[]): Omit<Titled, "body"> | undefined {
  const block = preamble.at(-1);
  if (block !== undefined && isMarked(block)) {
    const title = titleOf(block, true);
    return title === undefined
      ? undefined
      : { title, preamble: [...preamble.slice(0, -1), asTitle(block)] };
  }
  if (block?.kind !== "paragraph") return undefined;
  const { lines, words, soft } = linesOfBlock(block);
  if (words.length > 1 && words.some(text => addressed.test(text))) return undefined;
  const above = linesOfBlock(preamble.at(-2) ?? block).words;
  const isSureTitle = isCapitals(words.join()) || clause.test(words.join(" ").toLowerCase());
  if (preamble.length > 1 && above.some(text => addressed.test(text)) && !isSureTitle)
    return undefined;
  const last = words.at(-1) ?? "";
  // Two lines are one title if the first is full and the second goes on.
  const wraps = words.length === 2 && (words[0] ?? "").length >= 45 && isSentence(words.join(" "));
  const isAlone = preamble.length === 1 && words.length === 1;
  const sure =
    isSure(last) || date.test(words.at(-2) ?? "") || (isAlone && / \p{Ll}{3,}/u.test(last));
  if (words.length === 1 ? preamble.length === 1 && !sure : !wraps && !sure) return undefined;
  const text = wraps ? words.join(" ") : last;
  if (!isSentence(text)) return undefined;
  const own = wraps
    ? [...(lines[0] ?? []), { kind: "text", text: " " } as const, ...(lines[1] ?? [])]
    : (lines.at(-1) ?? []);
  return {
    title: text,
    preamble: [
      ...preamble.slice(0, -1),
      ...(wraps ? [] : blockOfLines(lines.slice(0, -1), soft)),
      { kind: "heading", level: 1, runs: own },
    ],
  };
}

/** "To:", "At: Benaethiaid pob ysgol": the lines of the block say who gets the letter. */
const addressed =
  /^(?:to|at|an|à|para|aan|do|till|copy to|cc|ref(?:erence)?s?)(?:\s?:|$)|^to (?:all|the|every)\b/i;

/** A line that is a title even beside lines of an address or of a letterhead. */
const isSure = (text: string): boolean =>
  text.split(" ").length >= (isCapitals(text) ? 3 : 4) && !isName(text);

/** "Water, protest and what comes next" begins as a name and a role do. */
function isName(text: string): boolean {
  const kind = nameKind(text);
  return kind !== undefined && !(kind === "word" && text.split(" ").length > 3);
}

/** "Elections to Council" is about a body, and not its name. */
const clause = /[:?]|\b(?:to|from|on|about|what|how|is|are|new|your|our|changes?)\b/;

/** Words that could be a title, longer than those of a heading: "Support at Home: changes from 1 July 2026". */
function isSentence(text: string): boolean {
  return (
    text.length <= maxTitle &&
    text.split(" ").length >= 3 &&
    /^[\p{Lu}\p{Lo}“"‘«]|^\d+ (?:\S+ ){4}/u.test(text) &&
    /[\p{L}\d)”"’»?!]$/u.test(text) &&
    !notTitle.test(text) &&
    !date.test(text) &&
    !beginsBelow(text.replace(/^\d+ /, "")) &&
    (!isBody.test(text) || clause.test(text)) &&
    readSubjectLine(text) === undefined &&
    // "Neuhafen, den 14. September 2026", "Via dei Mille, 14", "London SE1 4QX".
    !/^[^:]*,[^,:]*\d[^:]*$|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$|^[\p{L} ]{2,20}: \S*\d\S*$/u.test(
      text,
    ) &&
    !isName(text) &&
    !(isPost(text) && text.split(" ").length < 6 && !isCapitals(text))
  );
}

function asTitle(block: Block): Block {
  if (block.kind !== "paragraph" && block.kind !== "heading") return block;
  const [only] = block.runs;
  const runs = block.runs.length === 1 && only?.kind === "strong" ? only.runs : block.runs;
  return { kind: "heading", level: 1, runs };
}
