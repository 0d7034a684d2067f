import { beginsBelow } from "../letter-grammar/below-signature.ts";
import { isPost, isTitleCase, nameKind } from "../letter-grammar/name-lines.ts";
import { readSubjectLine } from "../letter-grammar/subject-line.ts";
import { areLinesOfHead, isBegun, isHeadTorn } from "./head-lines.ts";
import { type Line, type PastedLines, wouldFit } from "./lines/line.ts";
import { endsOpen, endsStop, startsLower, startsWithGlyph } from "./lines/line-ends.ts";
import { isCapitals } from "./pasted-headings.ts";
import { meetUnwrapped, meetWrapped } from "./wrapped-meeting.ts";

/**
 * How two neighbouring lines connect: one sentence continues,
 * two lines of one group (an address), or two paragraphs.
 */
export type Meeting = "runs-on" | "break" | "apart";

/**
 * The lines of a letter, and the indexes of its salutation and last sign-off (-1: none).
 */
export type PastedLetter = PastedLines & {
  readonly salutationAt: number;
  readonly signOffAt: number;
  /** The lines above this one are the letterhead: it is the salutation, or the first prose without one. */
  readonly headEnd: number;
};

/** Whether a line ends in mid-sentence at the column, so that the next line continues it. */
export function runsOver({ wrapped, width }: PastedLines, line: Line, next: Line): boolean {
  return wrapped && !endsStop(line.text) && !wouldFit(line, next, width * 0.9);
}

/**
 * Whether a line could be a heading: short, no stop,
 * after a full stop, and the next line does not continue it.
 */
export function isTitleLine({ lines, wrapped, width }: PastedLetter, index: number): boolean {
  const [previous, line, next] = [lines[index - 1], lines[index], lines[index + 1]];
  if (!wrapped || previous === undefined || line === undefined || next === undefined) return false;
  if (
    !endsStop(previous.text) ||
    endsStop(line.text) ||
    /[,،]$/.test(line.text) ||
    !/^[\p{Lu}\d“"‘]/u.test(line.text)
  )
    return false;
  const parted =
    next.gap ||
    startsWithGlyph(next.text) ||
    (!startsLower(next.text) && wouldFit(line, next, width * 0.75));
  return parted && line.right <= width * 0.6;
}

/** Whether a line is the second of a subject: short, right below it, and nothing goes on below. */
function isRestOfSubject(lines: readonly Line[], index: number): boolean {
  const [line, next, below] = [lines[index - 1], lines[index], lines[index + 1]];
  if (line === undefined || next === undefined || readSubjectLine(line.text) === undefined)
    return false;
  const isShort = next.text.length <= 100 && !/[.!?:;,]$/.test(next.text) && !next.gap;
  return isShort && (below?.gap === true || /^1\. \p{Lu}/u.test(below?.text ?? ""));
}

/**
 * Whether a line below "Re: …" begins the text:
 * with a capital, and not as the second line of the subject.
 */
function isBelowSubject({ lines, width }: PastedLetter, index: number): boolean {
  const [line, next] = [lines[index - 1], lines[index]];
  if (
    line === undefined ||
    next === undefined ||
    readSubjectLine(line.text) === undefined ||
    startsLower(next.text)
  )
    return false;
  // "Re: Connection policy" / "Treatment of offers", above a blank line.
  if (isRestOfSubject(lines, index)) return false;
  return wouldFit(line, next, width * 0.9) || lines[index + 1]?.gap !== true;
}

/** "2 See…" below "1 In this letter…": the next footnote, though the line above is full. */
function isNextNote(lines: readonly Line[], index: number): boolean {
  const [line, next] = [lines[index - 1], lines[index]];
  const number = Number(/^(\d{1,2}) ["“‘]?\p{L}/u.exec(next?.text ?? "")?.[1] ?? 0);
  if (number < 2 || line === undefined || next?.gap || !endsStop(line.text)) return false;
  return lines
    .slice(Math.max(0, index - 4), index)
    .some(({ text }) => text.startsWith(`${number - 1} `) && /^\d+ ["“‘]?\p{L}/u.test(text));
}

/**
 * Whether a line is the rest of the title below the salutation: large letters fill their line early.
 * "Re: Keeping dust out of our stations" / "and our lungs", above a full line.
 */
function isTitleTorn(
  { lines, salutationAt, wrapped, width }: PastedLetter,
  index: number,
): boolean {
  const [line, next, below] = [lines[index - 1], lines[index], lines[index + 1]];
  if (!wrapped || salutationAt === -1 || line === undefined || next === undefined) return false;
  if (next.gap || below === undefined || /[.!?;,]$/.test(line.text) || /[.!?:;,]$/.test(next.text))
    return false;
  const isFull = line.right >= width * 0.25 && line.right <= width * 0.75;
  const goesOn =
    (startsLower(next.text) && next.right <= width * 0.5) ||
    (isCapitals(line.text) && isCapitals(next.text)) ||
    (endsOpen(line.text) && next.right <= width * 0.5);
  return isFull && goesOn && next.right < line.right && (below.gap || below.right > next.right);
}

/**
 * Whether a line is a sentence of its own right above the sign-off, where blank lines part no
 * paragraphs: most letters end in a line of thanks.
 */
export function isLastSentence({ lines, gaps, signOffAt }: PastedLetter, index: number): boolean {
  const [line, next] = [lines[index - 1], lines[index]];
  if (line === undefined || next === undefined || gaps || next.gap) return false;
  return index + 1 === signOffAt && endsStop(line.text) && /^\p{Lu}/u.test(next.text);
}

/** Whether the line below the salutation is a title: the first word of the next one would have fitted. */
function isTitleBelow({ lines, wrapped, width }: PastedLetter, index: number): boolean {
  const [line, next] = [lines[index], lines[index + 1]];
  if (line === undefined || next === undefined || /[.!:;,]$/.test(line.text)) return false;
  // German goes on in lower case below "Sehr geehrte Damen und Herren,".
  const goesOn = lines[index - 1]?.text.endsWith(",") && /^\p{Lu}/u.test(line.text);
  if (!wrapped) return line.text.length <= 100 && next.text.length >= 100;
  // "Risk of harm" / "What we found" / "Breathing circuits can come apart …".
  const isAboveHeading = (lines[index + 2]?.right ?? 0) > Math.max(line.right, next.right, 60);
  return (
    (/^\p{Lu}/u.test(next.text) || (goesOn === true && next.right > width * 0.6)) &&
    (next.right > line.right || isAboveHeading) &&
    wouldFit(line, next, width * (/^\p{Lu}/u.test(next.text) ? 0.93 : 0.8))
  );
}

/**
 * Returns how line `index` connects to the line before. Above the salutation and below the
 * sign-off, lines are groups; elsewhere only if the paragraph so far is a group (`inGroup`).
 */
export function meet(letter: PastedLetter, index: number, inGroup: boolean): Meeting {
  const { lines, salutationAt, signOffAt, headEnd } = letter;
  const [line, next] = [lines[index - 1], lines[index]];
  if (line === undefined || next === undefined) return "apart";
  // "… l’expression de mes sentiments les / meilleurs."
  const isFormula = index - 1 === signOffAt && line.text.length > 40 && !/[.,،]$/.test(line.text);
  if (isFormula && !next.gap && startsLower(next.text)) return "runs-on";
  if (
    index === salutationAt ||
    index - 1 === salutationAt ||
    index === signOffAt ||
    index - 1 === signOffAt
  )
    return "apart";
  if (index - 2 === salutationAt && isTitleTorn(letter, index)) return "runs-on";
  if (isRestOfSubject(lines, index))
    return startsLower(next.text) || endsOpen(line.text) || /^\d{4}$/.test(next.text)
      ? "runs-on"
      : "break";
  if (index <= salutationAt + 4 && isBelowSubject(letter, index)) return "apart";
  // A long line below the subject is the letter's first paragraph, whatever its case.
  if (readSubjectLine(line.text) !== undefined && next.text.length > 100) return "apart";
  if (isNextNote(lines, index)) return "break";
  if (index - 3 === salutationAt && isTitleTorn(letter, index - 1)) return "apart";
  if (index - 2 === salutationAt && isTitleBelow(letter, index - 1)) return "apart";
  if (/^\d{4}\b.{0,8}$/.test(next.text) && /\p{L}$/u.test(line.text) && !next.gap) return "runs-on";
  if (!letter.lines[index]?.gap && isTitleLine(letter, index)) return "apart";
  const outside = index < headEnd || (signOffAt !== -1 && index > signOffAt);
  if (index < headEnd && !next.gap && isHeadTorn(letter, line, next)) return "runs-on";
  // "P.S. … tell us at x@y.example or on" / "0800 555 0177".
  const isNumber = /^\+?[\d(][\d ()-]{5,}\b(?!\.)/.test(next.text);
  const isFull = isNumber && letter.wrapped && !endsStop(line.text) && line.text.length > 40;
  if (outside && !next.gap && beginsBelow(next.text) && !endsOpen(line.text) && !isFull)
    return "break";
  if (index < headEnd && !next.gap) {
    if (isBegun(next.text) || areLinesOfHead(letter, line, next)) return "break";
  }
  const isSigned = signOffAt !== -1 && index > signOffAt && !next.gap;
  if (isSigned && nameKind(line.text) && isPost(next.text) && isTitleCase(next.text))
    return "break";
  if (!outside && !next.gap && isCapitals(line.text) && !startsLower(next.text)) {
    const goesOn = line.right >= letter.width * 0.5 || line.text.endsWith(":");
    return isCapitals(next.text) && goesOn ? "runs-on" : "apart";
  }
  if (isLastSentence(letter, index)) return "apart";
  return (letter.wrapped ? meetWrapped : meetUnwrapped)(letter, line, next, inGroup || outside);
}
