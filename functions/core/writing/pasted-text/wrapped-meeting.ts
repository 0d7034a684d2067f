import type { Meeting, PastedLetter } from "./line-meeting.ts";
import { type Line, type PastedLines, wouldFit } from "./lines/line.ts";
import { endsOpen, endsStop, partsDate, startsLower } from "./lines/line-ends.ts";
import { isHeading } from "./pasted-headings.ts";

function areShort({ wrapped, width }: PastedLines, line: Line, next: Line): boolean {
  const short = wrapped ? Math.max(width * 0.6, 35) : 60;
  return line.text.length <= short && next.text.length <= short && !/[.!?:;]$/.test(next.text);
}

/**
 * Whether a line is contact details, "c.c." or "encl.".
 * These have their own line, though they begin in lower case.
 */
const isContact = (text: string): boolean =>
  /^(?:\S+@\S|www\.|https?:|\p{L}{1,10}:|(?:c\.? ?c|encl?|p\.? ?s)[.\s])/iu.test(text) ||
  /^for (?:the )?\p{Lu}/u.test(text);

/** "2. What is new" is a heading. */
const isNumbered = (text: string): boolean => /^\d{1,2}\.\s/.test(text) && isHeading(text);

/**
 * Without wrapping, each line is a paragraph,
 * except groups of short lines and the lower-case rest of a sentence.
 */
export function meetUnwrapped(
  letter: PastedLetter,
  line: Line,
  next: Line,
  inGroup: boolean,
): Meeting {
  if (next.newPage && !endsStop(line.text) && startsLower(next.text)) return "runs-on";
  if (next.gap || isNumbered(line.text)) return "apart";
  const torn =
    startsLower(next.text) && !isContact(next.text) && (!inGroup || line.text.length >= 40);
  if (torn && !endsStop(line.text)) return "runs-on";
  if (!inGroup && line.text.length >= 40 && endsOpen(line.text) && !isContact(next.text))
    return "runs-on";
  return !endsStop(line.text) && areShort(letter, line, next) ? "break" : "apart";
}

/**
 * With wrapping, a line continues if the next word did not fit,
 * or if the line ends within a sentence.
 */
export function meetWrapped(
  letter: PastedLetter,
  line: Line,
  next: Line,
  inGroup: boolean,
): Meeting {
  const { width, fill, gaps, isSharp } = letter;
  const fits = (share: number) => wouldFit(line, next, width * share);
  const stops = endsStop(line.text);
  if (next.gap) {
    const torn =
      !stops &&
      !fits(0.9) &&
      !isContact(next.text) &&
      (startsLower(next.text) ||
        next.newPage ||
        endsOpen(line.text) ||
        partsDate(line.text, next.text));
    return torn ? "runs-on" : "apart";
  }
  // A first-line indent begins a paragraph even if the line before it is full.
  if (stops && next.indent >= line.indent + 2) return "apart";
  const leadIn = !gaps && next.text.endsWith(":") && next.right <= width * 0.75;
  // "…most of last year’s appeals:" / "“No member of a board…".
  if (line.text.endsWith(":") && /^["“„«]\p{Lu}/u.test(next.text)) return "apart";
  if (stops) return leadIn || fits(gaps ? (isSharp ? 0.85 : 0.66) : fill) ? "apart" : "runs-on";
  // A letterhead on the right reaches the edge with short lines.
  const areFar = line.indent > width / 3 && next.indent > width / 3;
  if (areFar && (inGroup || (line.text.length <= 60 && !startsLower(next.text)))) return "break";
  if (startsLower(next.text) && !(inGroup && isContact(next.text))) return "runs-on";
  if (!fits(inGroup ? 0.97 : isSharp ? 0.88 : 0.75)) return "runs-on";
  return areShort(letter, line, next) ||
    (inGroup && !/[.!?:;]$/.test(next.text) && next.right <= width * 0.8)
    ? "break"
    : "apart";
}
