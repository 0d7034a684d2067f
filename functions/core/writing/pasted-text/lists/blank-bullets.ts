import type { PastedLetter } from "../line-meeting.ts";
import { type Line, wouldFit } from "../lines/line.ts";
import { endsStop, startsLower, startsWithGlyph } from "../lines/line-ends.ts";

/** A list without bullets is read no further than this. */
const maxLines = 2000;

/**
 * Whether line `index` is indented under a lead-in that ends in ":" (not a salutation such as in
 * Spanish), or by a single blank, the rest of a lost bullet, under a line that has ended.
 */
function followsLeadIn(
  { lines, salutationAt, signOffAt, width }: PastedLetter,
  index: number,
): boolean {
  const [leadIn, line] = [lines[index - 1], lines[index]];
  if (
    leadIn === undefined ||
    line === undefined ||
    index - 1 <= salutationAt ||
    index === signOffAt
  )
    return false;
  if (line.indent <= leadIn.indent) return false;
  const ended = line.gap || endsStop(leadIn.text) || wouldFit(leadIn, line, width * 0.75);
  if (!leadIn.text.endsWith(":") && !(ended && line.indent === 1 && index > salutationAt + 1))
    return false;
  let first = index - 1;
  while (first > 0 && first > index - 20 && lines[first]?.gap === false) first--;
  // In a letter with first-line indents an indented line is a paragraph.
  return first === index - 1 || (lines[first]?.indent ?? 0) < line.indent;
}

/**
 * Whether a less indented line is the rest of the point above:
 * no gap is between, or a page break splits the sentence.
 */
function isRestOfPoint({ wrapped, width }: PastedLetter, previous: Line, line: Line): boolean {
  if (!wrapped) return false;
  const fits = wouldFit(previous, line, width * 0.75);
  return line.gap
    ? !fits && !endsStop(previous.text) && startsLower(line.text)
    : !fits || !endsStop(previous.text);
}

/** Whether an equally indented line is the rest of the point above, if points continue indented. */
function runsOnIndented(
  { wrapped, width, fill }: PastedLetter,
  previous: Line,
  line: Line,
): boolean {
  if (!wrapped || line.gap || endsStop(previous.text) || /[;,](?: and| or)?$/.test(previous.text))
    return false;
  return !wouldFit(
    previous,
    line,
    width * (startsLower(line.text) ? Math.max(0.75, fill - 0.15) : 0.9),
  );
}

/**
 * Returns the lines that begin the points of a list with a leading blank instead of bullets; none
 * unless two or more read like points. If points continue without the blank, every blank is a
 * bullet. If they continue indented, a point begins only after the end of another.
 */
export function findBlankBullets(letter: PastedLetter, index: number): ReadonlySet<number> {
  if (!followsLeadIn(letter, index)) return new Set();
  const indent = letter.lines[index]?.indent ?? 0;
  const level: { at: number; previous: Line; line: Line }[] = [];
  let hanging = true;
  for (
    let at = index;
    at < Math.min(letter.lines.length, index + maxLines) && at !== letter.signOffAt;
    at++
  ) {
    const [previous, line] = [letter.lines[at - 1], letter.lines[at]];
    if (line === undefined || previous === undefined || startsWithGlyph(line.text)) break;
    if (line.indent < indent) {
      if (!isRestOfPoint(letter, previous, line)) break;
      hanging = false;
    } else if (line.indent <= indent + 1) level.push({ at, previous, line });
  }
  const points = level.filter(
    ({ at, previous, line }) => at === index || !hanging || !runsOnIndented(letter, previous, line),
  );
  const readLikePoints = points.some(
    ({ at, line }) => startsLower(line.text) || /[.;]$/.test(line.text) || (at > index && line.gap),
  );
  const long = level.length > points.length || indent === 1;
  return new Set(
    points.length >= 2 && (readLikePoints || long) ? points.map(point => point.at) : [],
  );
}
