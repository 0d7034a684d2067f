import { type RawLine, reach } from "./line.ts";
import { endsStop, startsLower, startsPoint } from "./line-ends.ts";
import { faces, setIn } from "./line-widths.ts";

/** The column that lines were broken at. */
export type Column = {
  /** The lines, as wide as they are in the font that explains best where they end. */
  readonly lines: readonly RawLine[];
  readonly width: number;
};

/** Where a line ends that was surely full, and how far it would have gone with the next word. */
type Full = { readonly right: number; readonly reach: number };

/** Fewer full lines than this say nothing about a font. */
const minFull = 3;
/** So many of the full lines must end where the column says. */
const minAgreed = 0.75;
/** A font must explain so many more of them than a typewriter. */
const minGain = 0.05;

/**
 * Finds the column of wrapped lines: the width that most full lines keep to, and would have passed with
 * one more word. `gap`: the blank lines between the lines of a paragraph. Undefined if the lines do not
 * agree.
 */
export function findColumn(
  lines: readonly RawLine[],
  width: number,
  gap: number,
): Column | undefined {
  const typed = columnOf(lines, width, gap);
  const set = faces.map(face => columnOf(setIn(face, lines), width, gap));
  const [best = typed] = set.sort((one, two) => two.agreed - one.agreed);
  const found = best.agreed >= typed.agreed + minGain ? best : typed;
  return found.agreed < minAgreed ? undefined : found;
}

function columnOf(
  lines: readonly RawLine[],
  width: number,
  gap: number,
): Column & { readonly agreed: number } {
  const full = lines.flatMap((next, at) => fullLine(lines[at - 1], next, width, gap));
  const { count, right } = mostKeptTo(full);
  return {
    lines,
    width: Math.round(right),
    agreed: full.length < minFull ? 0 : count / full.length,
  };
}

function fullLine(
  line: RawLine | undefined,
  next: RawLine,
  width: number,
  gap: number,
): readonly Full[] {
  const isParted =
    line === undefined ||
    endsStop(line.text) ||
    (next.blanks > gap && !next.newPage) ||
    startsPoint(next.text) ||
    line.tabbed ||
    next.tabbed;
  if (isParted || line.right < width * (startsLower(next.text) ? 0.6 : 0.75)) return [];
  return [{ right: line.right, reach: reach(line, next) }];
}

/** The width that most lines keep to and pass with the next word; of equally many, the greatest. */
function mostKeptTo(full: readonly Full[]): { readonly count: number; readonly right: number } {
  const ends = [
    ...full.map(({ right }) => ({ at: right, change: 1 })),
    ...full.map(({ reach }) => ({ at: reach, change: -1 })),
  ].sort((one, two) => one.at - two.at || one.change - two.change);
  let [count, most, right] = [0, 0, 0];
  for (const { at, change } of ends) {
    count += change;
    if (change === 1 && count >= most) [most, right] = [count, at];
  }
  return { count: most, right };
}
