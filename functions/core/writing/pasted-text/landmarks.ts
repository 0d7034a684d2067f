import { beginsBelow } from "../letter-grammar/below-signature.ts";
import { isPost, nameKind } from "../letter-grammar/name-lines.ts";
import { isClearSalutation, isSalutation } from "../letter-grammar/salutations.ts";
import { isSignOff } from "../letter-grammar/sign-offs.ts";
import { readSubjectLine } from "../letter-grammar/subject-line.ts";
import { isBegun } from "./head-lines.ts";
import { type PastedLetter, runsOver } from "./line-meeting.ts";
import type { Line, PastedLines } from "./lines/line.ts";
import { endsOpen, startsLower } from "./lines/line-ends.ts";

/** The salutation is among this many first lines, the sign-off among this many last ones. */
const maxOpeningLines = 60;
const maxCloseLines = 300;
/** A sign-off of unknown words is among this many last lines. */
const maxShapeLines = 30;

/**
 * Finds the salutation (the first one in 60 lines) and the sign-off (the last one).
 * Neither continues a sentence.
 */
export function findLandmarks(pasted: PastedLines): PastedLetter {
  const { lines } = pasted;
  const stands = (index: number) => {
    const [line, next] = [lines[index - 1], lines[index]];
    return line === undefined || next === undefined || next.gap || !runsOver(pasted, line, next);
  };
  const opening = lines.slice(0, maxOpeningLines);
  // The subject above may fill its line.
  const greets = (index: number) => stands(index) || !isSentenceAbove(pasted, index);
  const clearAt = opening.findIndex((line, index) => isClearSalutation(line.text) && greets(index));
  const salutationAt =
    clearAt !== -1
      ? clearAt
      : opening.findIndex((line, index) => isSalutation(line.text) && stands(index));
  const closeAt = Math.max(salutationAt + 1, lines.length - maxCloseLines);
  const found = lines
    .slice(closeAt)
    .findLastIndex(
      (line, at) =>
        isSignOff(line.text) &&
        !startsLower(line.text) &&
        stands(closeAt + at) &&
        !isProse(lines[closeAt + at + 1]),
    );
  const signOffAt = found === -1 ? -1 : closeAt + found;
  return {
    ...pasted,
    salutationAt,
    headEnd: salutationAt === -1 ? findProse(pasted) : salutationAt,
    signOffAt: signOffAt === -1 ? findPhrase(lines, salutationAt + 1) : signOffAt,
  };
}

/** The first line of prose: long, or full and going on in the next one. 0 if the first line is. */
function findProse(pasted: PastedLines): number {
  const opening = pasted.lines.slice(0, maxOpeningLines);
  const found = opening.findIndex((line, index) => {
    const next = pasted.lines[index + 1];
    if (line.text.length < 50 || readSubjectLine(line.text) !== undefined) return false;
    if (line.text.length >= 140) return true;
    return (
      next !== undefined &&
      !next.gap &&
      next.text.length >= 20 &&
      !isBegun(next.text) &&
      (startsLower(next.text) || endsOpen(line.text)) &&
      runsOver(pasted, line, next)
    );
  });
  return Math.max(0, found);
}

/** Below "Thank you" as a sign-off is a name. Below the heading "Thank you" is prose. */
const isProse = (line: Line | undefined): boolean =>
  line !== undefined &&
  line.text.length >= 60 &&
  /[.,;]/.test(line.text) &&
  !beginsBelow(line.text);

/** Whether a sentence of two lines or more is right above a line. */
function isSentenceAbove(pasted: PastedLines, index: number): boolean {
  const [first, second] = [pasted.lines[index - 2], pasted.lines[index - 1]];
  if (second === undefined) return false;
  if (startsLower(second.text)) return true;
  return first !== undefined && !second.gap && runsOver(pasted, first, second);
}

/**
 * The line of a sign-off in words that we do not know: a short phrase with a comma, right above a
 * name, near the end. -1 if there is none.
 */
function findPhrase(lines: readonly Line[], from: number): number {
  const start = Math.max(from, lines.length - maxShapeLines);
  const found = lines.slice(start).findLastIndex(({ text }, at) => {
    const [below, after] = [lines[start + at + 1]?.text ?? "", lines[start + at + 2]?.text ?? ""];
    const kind = nameKind(below);
    const isPhrase = text.length <= 60 && /^[\p{Lu}\p{Lo}][^.:;?\d@]*[,،]$/u.test(text);
    const ends = after === "" || isPost(after) || beginsBelow(after) || nameKind(after);
    return isPhrase && kind !== undefined && (kind !== "word" || Boolean(ends));
  });
  return found === -1 ? -1 : start + found;
}
