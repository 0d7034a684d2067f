import { isTitleLine, type PastedLetter } from "../line-meeting.ts";
import { wouldFit } from "../lines/line.ts";
import { endsStop, startsLower, startsWithGlyph } from "../lines/line-ends.ts";

/** A list with floating bullets is read no further than this. */
const maxLines = 200;

/** Bullets that a PDF extractor has put in a row above their points. */
export type FloatingBullets = {
  /** The lines with only a bullet. */
  readonly floating: ReadonlySet<number>;
  /** The lines that begin the points, with the bullet of each. */
  readonly points: ReadonlyMap<number, string>;
};

/** Whether a line is only a bullet. In a row of bullets, a dash is one too. */
const isLoneGlyph = (text: string | undefined): boolean =>
  text !== undefined && text.length === 1 && (startsWithGlyph(text) || "*-–—o·".includes(text));

/**
 * Whether a line begins a point: the line before ended ("sure"),
 * or may have, because it stops or is nearly full ("perhaps").
 */
function beginning(
  { lines, wrapped, width, fill }: PastedLetter,
  index: number,
): "sure" | "perhaps" | "no" {
  const [previous, line] = [lines[index - 1], lines[index]];
  if (previous === undefined || line === undefined) return "no";
  const stops =
    endsStop(previous.text) || /[;,] (?:and|or|a|ac|neu|et|ou|und|oder)$/.test(previous.text);
  if (!wrapped || isLoneGlyph(previous.text)) return "sure";
  const short = wouldFit(previous, line, width * (stops ? fill : Math.min(fill, 0.88)));
  if (short || line.gap || (stops && startsLower(line.text))) return "sure";
  return stops || wouldFit(previous, line, width * fill) ? "perhaps" : "no";
}

/**
 * Assigns two or more floating bullets from line `index` on to as many lines below, up to the next
 * heading: first to lines that surely begin a point, then to lines that may. Undefined if there are
 * too few lines.
 */
export function findFloatingBullets(
  letter: PastedLetter,
  index: number,
): FloatingBullets | undefined {
  const { lines, signOffAt } = letter;
  const [previous, line, next] = [lines[index - 1], lines[index], lines[index + 1]];
  if (isLoneGlyph(previous?.text) || !isLoneGlyph(line?.text) || !isLoneGlyph(next?.text))
    return undefined;
  const floating = new Set<number>();
  const glyphs: string[] = [];
  const sure: number[] = [];
  const perhaps: number[] = [];
  const end = Math.min(lines.length, index + maxLines);
  for (let at = index; at < end && at !== signOffAt; at++) {
    const line = lines[at];
    if (line === undefined) break;
    const done = sure.length + perhaps.length >= glyphs.length && glyphs.length > 0;
    if (done && (line.gap || startsWithGlyph(line.text)) && !floating.has(at - 1)) break;
    if (isLoneGlyph(line.text)) {
      floating.add(at);
      glyphs.push(line.text);
    } else if (startsWithGlyph(line.text) || (sure.length > 0 && isTitleLine(letter, at))) break;
    else {
      const begins = beginning(letter, at);
      if (begins === "sure") sure.push(at);
      else if (begins === "perhaps") perhaps.push(at);
    }
  }
  const chosen = [
    ...sure.slice(0, glyphs.length),
    ...perhaps.slice(0, Math.max(0, glyphs.length - sure.length)),
  ];
  if (chosen.length === 0 || chosen.length < glyphs.length - 1) return undefined;
  const inOrder = chosen.sort((a, b) => a - b);
  return { floating, points: new Map(inOrder.map((at, order) => [at, glyphs[order] ?? "•"])) };
}
