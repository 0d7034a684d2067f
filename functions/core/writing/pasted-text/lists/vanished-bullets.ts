import type { PastedLetter } from "../line-meeting.ts";
import { type Line, wouldFit } from "../lines/line.ts";
import { endsStop, startsLower, startsWithGlyph } from "../lines/line-ends.ts";

/** A list without bullets is read no further than this. */
const maxLines = 300;

/**
 * Whether a line can begin a point without a bullet:
 * in lower case, and the line above has clearly ended.
 */
function couldBegin({ wrapped, width, fill }: PastedLetter, previous: Line, line: Line): boolean {
  if (!startsLower(line.text)) return false;
  if (!wrapped || /;(?: and| or)?$/.test(previous.text)) return true;
  const ended = endsStop(previous.text) || /,(?: and| or)$/.test(previous.text);
  return (
    wouldFit(previous, line, width * (ended ? fill : fill - 0.15)) ||
    (line.gap && (ended || wouldFit(previous, line, width * 0.75)))
  );
}

/**
 * Returns the lines that begin the points of a list without any bullets: under a lead-in that ends
 * in ":", at least two in lower case, up to the first line that is neither a point nor the rest of
 * one.
 */
export function findVanishedBullets(letter: PastedLetter, index: number): ReadonlySet<number> {
  const { lines, wrapped, salutationAt, signOffAt } = letter;
  const found = new Set<number>();
  const leadIn = lines[index - 1];
  if (leadIn === undefined || !leadIn.text.endsWith(":") || index - 1 <= salutationAt) return found;
  for (let at = index; at < Math.min(lines.length, index + maxLines) && at !== signOffAt; at++) {
    const [previous, line] = [lines[at - 1], lines[at]];
    if (previous === undefined || line === undefined || startsWithGlyph(line.text)) break;
    if (couldBegin(letter, previous, line)) found.add(at);
    else if (
      (at === index && !startsLower(line.text)) ||
      line.gap ||
      !wrapped ||
      /[.!?]$/.test(previous.text)
    )
      break;
  }
  // A sentence that wraps after a colon does not have two short lines that continue in lower case.
  if (found.size >= 2 && startsLower(lines[index]?.text ?? "")) found.add(index);
  return found.size >= 2 && found.has(index) ? found : new Set();
}
