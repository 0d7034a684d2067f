import { isClearSalutation, isSalutation } from "../letter-grammar/salutations.ts";
import { isSignOff } from "../letter-grammar/sign-offs.ts";
import { readSubjectLine } from "../letter-grammar/subject-line.ts";
import { findPageFurniture } from "./page-furniture.ts";
import { isCapitals } from "./pasted-headings.ts";
import { endsOpen, endsStop, type Line, type PastedLines, startsLower, startsWithGlyph, wouldFit } from "./pasted-lines.ts";

/** How two neighbouring lines meet: one sentence runs on, two lines of one group (an address), or two paragraphs. */
export type Meeting = "runs-on" | "break" | "apart";

/** The lines of a letter with its landmarks: which line is the salutation, which the last sign-off, and which belong to the pages. */
export type PastedLetter = PastedLines & {
  readonly salutationAt: number;
  readonly signOffAt: number;
  readonly furniture: ReadonlySet<number>;
};

/** Whether a line stops in mid-sentence at the column, so that the next one must be the rest of it. */
export function runsOver({ wrapped, width }: PastedLines, line: Line, next: Line): boolean {
  return wrapped && !endsStop(line.text) && !wouldFit(line, next, width * 0.9);
}

/** Lines at the end of a text among which its sign-off stands. */
const longestClose = 300;

/** The salutation is the first line of its form among the first sixty, the sign-off the last; neither is the rest of a sentence. */
export function findLandmarks(pasted: PastedLines): PastedLetter {
  const { lines } = pasted;
  const stands = (index: number) => {
    const [line, next] = [lines[index - 1], lines[index]];
    return line === undefined || next === undefined || next.gap || !runsOver(pasted, line, next);
  };
  const opening = lines.slice(0, 60);
  const clearAt = opening.findIndex((line, index) => isClearSalutation(line.text) && stands(index));
  const salutationAt = clearAt !== -1 ? clearAt : opening.findIndex((line, index) => isSalutation(line.text) && stands(index));
  const closeAt = Math.max(salutationAt + 1, lines.length - longestClose);
  const found = lines
    .slice(closeAt)
    .findLastIndex((line, at) => isSignOff(line.text) && !startsLower(line.text) && stands(closeAt + at));
  return { ...pasted, salutationAt, signOffAt: found === -1 ? -1 : closeAt + found, furniture: findPageFurniture(lines) };
}

/** Whether a line is short, has no stop, stands behind a full stop, and the next line does not go on from it: a heading, say. */
export function isTitleLine({ lines, wrapped, width }: PastedLetter, index: number): boolean {
  const [previous, line, next] = [lines[index - 1], lines[index], lines[index + 1]];
  if (!wrapped || previous === undefined || line === undefined || next === undefined) return false;
  if (!endsStop(previous.text) || endsStop(line.text) || /[,،]$/.test(line.text) || !/^[\p{Lu}\d“"‘]/u.test(line.text))
    return false;
  const parted = next.gap || startsWithGlyph(next.text) || (!startsLower(next.text) && wouldFit(line, next, width * 0.75));
  return parted && line.right <= width * 0.6;
}

/** Whether a line below "Re: …" begins the text: in a capital, where it cannot be the end of a subject of two lines. */
function isBelowSubject({ lines, width }: PastedLetter, index: number): boolean {
  const [line, next] = [lines[index - 1], lines[index]];
  if (line === undefined || next === undefined || readSubjectLine(line.text) === undefined || startsLower(next.text))
    return false;
  return wouldFit(line, next, width * 0.9) || lines[index + 1]?.gap !== true;
}

function areShort({ wrapped, width }: PastedLines, line: Line, next: Line): boolean {
  const short = wrapped ? Math.max(width * 0.6, 35) : 60;
  return line.text.length <= short && next.text.length <= short && !/[.!?:;]$/.test(next.text);
}

/** Contact details, "c.c." and "encl." stand on lines of their own, though they begin in lower case. */
const isContact = (text: string): boolean => /^(?:\S+@\S|www\.|https?:|\p{L}{1,10}:|(?:c\.? ?c|encl?|p\.? ?s)[.\s])/iu.test(text);

/** Lines not wrapped: each is a paragraph, but for groups of short lines and a sentence torn apart in lower case. */
function meetUnwrapped(letter: PastedLetter, line: Line, next: Line, inGroup: boolean): Meeting {
  if (next.gap) return "apart";
  const torn = startsLower(next.text) && !isContact(next.text) && (!inGroup || line.text.length >= 40);
  if (torn && !endsStop(line.text)) return "runs-on";
  return !endsStop(line.text) && areShort(letter, line, next) ? "break" : "apart";
}

/** Lines wrapped: a line runs on if the next word would not have fitted, or if it stops within a sentence. */
function meetWrapped(letter: PastedLetter, line: Line, next: Line, inGroup: boolean): Meeting {
  const { width, fill, gaps } = letter;
  const fits = (share: number) => wouldFit(line, next, width * share);
  const stops = endsStop(line.text);
  if (next.gap) {
    const torn = !stops && !fits(0.9) && (startsLower(next.text) || next.newPage || endsOpen(line.text));
    return torn ? "runs-on" : "apart";
  }
  // A first-line indent begins a paragraph even where the last line before it is full.
  if (stops && next.indent >= line.indent + 2) return "apart";
  const leadIn = !gaps && next.text.endsWith(":") && next.right <= width * 0.75;
  if (stops) return leadIn || fits(gaps ? 0.66 : fill) ? "apart" : "runs-on";
  // A letterhead set to the right reaches the edge with short lines.
  if (inGroup && line.indent > width / 3 && next.indent > width / 3) return "break";
  if (startsLower(next.text) && !(inGroup && isContact(next.text))) return "runs-on";
  if (!fits(inGroup ? 0.97 : 0.75)) return "runs-on";
  return areShort(letter, line, next) || (inGroup && !/[.!?:;]$/.test(next.text) && next.right <= width * 0.8)
    ? "break"
    : "apart";
}

/**
 * How line `index` meets the one before it. Above the salutation and below the sign-off lines are groups by nature;
 * elsewhere they are if `inGroup` says that the paragraph so far is one.
 */
export function meet(letter: PastedLetter, index: number, inGroup: boolean): Meeting {
  const { lines, salutationAt, signOffAt } = letter;
  const [line, next] = [lines[index - 1], lines[index]];
  if (line === undefined || next === undefined) return "apart";
  if (index === salutationAt || index - 1 === salutationAt || index === signOffAt || index - 1 === signOffAt) return "apart";
  const { furniture } = letter;
  if (furniture.has(index) || furniture.has(index - 1))
    return furniture.has(index) && furniture.has(index - 1) ? "break" : "apart";
  if (index <= salutationAt + 4 && isBelowSubject(letter, index)) return "apart";
  if (!letter.lines[index]?.gap && isTitleLine(letter, index)) return "apart";
  const outside = index < salutationAt || (signOffAt !== -1 && index > signOffAt);
  if (!outside && !next.gap && isCapitals(line.text) && !startsLower(next.text)) {
    return isCapitals(next.text) && line.right >= letter.width * 0.5 ? "runs-on" : "apart";
  }
  return (letter.wrapped ? meetWrapped : meetUnwrapped)(letter, line, next, inGroup || outside);
}
