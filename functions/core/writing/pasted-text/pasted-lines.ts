import { cleanPastedCharacters } from "./pasted-characters.ts";

/**
 * One line that is not blank. `indent` and `right` (its right edge) are columns.
 * In `text`, several blanks become one.
 */
export type Line = {
  readonly text: string;
  readonly indent: number;
  readonly right: number;
  /** A paragraph gap is before the line: more blank lines than the text's line spacing. */
  readonly gap: boolean;
  readonly newPage: boolean;
  /** The line's number in the text, from 1. */
  readonly number: number;
  /** The pieces between tabs or runs of blanks, with the column where each begins. */
  readonly cells: readonly Cell[];
  /** Tabs part the cells, not blanks. */
  readonly tabbed: boolean;
};
export type Cell = { readonly text: string; readonly column: number };

/** The lines of a text and their layout. `width` is the column, in characters. */
export type PastedLines = {
  readonly lines: readonly Line[];
  readonly width: number;
  /**
   * Lines were broken at the column, so a paragraph has several lines.
   * Otherwise a line is a paragraph.
   */
  readonly wrapped: boolean;
  /**
   * A wrapped line plus the word that did not fit reach at least this share of the column:
   * 1 with a monospaced font.
   */
  readonly fill: number;
  /** Gaps separate paragraphs, not only short last lines. */
  readonly gaps: boolean;
};

type RawLine = Omit<Line, "gap"> & { readonly blanks: number };

/**
 * Whether a line ends a sentence or a point.
 * Closing quotes, brackets and a footnote's number may follow the stop.
 */
export function endsStop(text: string): boolean {
  return /[.!?…:;؟۔。](?:["'”’»)\]]|\s|\[\d{1,3}\])*$|\p{L}{3}[.!?]["”’)]?\d{1,2}$/u.test(
    text.slice(-8),
  );
}

/** Whether a line ends a sentence or a point of a list: "…; and" does. */
export function endsPoint(text: string): boolean {
  return endsStop(text) || /[;,] (?:and|or|a|ac|neu|et|ou|und|oder|y|o|e|i|oraz|en)$/.test(text);
}

/** Whether a line begins in lower case: the rest of a sentence, or a point of a list. */
export function startsLower(text: string): boolean {
  return /^["'“‘«(]?\p{Ll}/u.test(text.slice(0, 4));
}

/** Words that never end a sentence. */
const openWords = new Set(
  `the a an of and or our your their its his her my by from with at as that which who whose where than
   le la les un une de des du et ou au aux der die das den dem des ein eine einen einem einer eines unser unsere unserer unserem unseren ihre ihrer ihren ihrem seine im am zum zur vom
   beim für durch sowie und oder von zu mit notre votre nos vos leurs nuestro nuestra su sus del al nostro nostra della degli het een onze el los las y o il lo gli di e da yr y a'r i'r`.split(
    /\s+/,
  ),
);

/** "Tuesday 12 May" / "2026 at noon" is one sentence. */
export function partsDate(text: string, next: string): boolean {
  return (
    /^\d{4}\b/.test(next) &&
    /\d (?:january|february|march|april|may|june|july|august|september|october|november|december)$/i.test(
      text.slice(-13),
    )
  );
}

/**
 * Whether a line ends in a comma or in a word that never ends a sentence,
 * so that the next line continues it.
 */
export function endsOpen(text: string): boolean {
  return (
    text.endsWith(",") ||
    openWords.has(
      text
        .slice(text.lastIndexOf(" ") + 1)
        .toLowerCase()
        .replace("’", "'"),
    )
  );
}

/** Whether a line begins with a character that is always a bullet. */
export const startsWithGlyph = (text: string): boolean => sureBullet.test(text);

/** Whether a line may begin with a bullet or with the number of a point. */
const startsPoint = (text: string): boolean =>
  startsWithGlyph(text) || /^(?:\(?\w{1,3}[.)]|\d+\.\d+|[*o-])\s/.test(text);

/** Characters that are always bullets, also without a blank after them. */
export const sureBullet =
  /^[\u2022\u2023\u2043\u204c\u204d\u2219\u25a0-\u25ff\u2605\u2606\u2610-\u2612\u2666\u2713-\u2718\u271b-\u271f\u2721-\u2729\u2736\u274c-\u2752\u2756\u2794\u2798-\u27af\u27b1-\u27be\u29bf\u29be\u2b1b-\u2b1f\u2b25-\u2b2b\u2b24\u2b50\u2b58\u2b9a-\u2b9f\u2705\u{1f534}-\u{1f53b}\u{1f538}\u{1f539}\u{1f7e0}-\u{1f7eb}\u{1f449}\uf020-\uf0ff]\ufe0f?/u;

/** Whether the next line's first word would have fitted on the line, within `column` characters. */
export function wouldFit(
  line: Pick<Line, "right">,
  next: Pick<Line, "text">,
  column: number,
): boolean {
  return reach(line, next) <= column;
}

function reach(line: Pick<Line, "right">, next: Pick<Line, "text">): number {
  const blank = next.text.indexOf(" ");
  return line.right + 1 + (blank === -1 ? next.text.length : blank);
}

function indentOf(line: string): number {
  let column = 0;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === "\t") column += 4 - (column % 4);
    else if (character.trim() === "") column++;
    else break;
  }
  return column;
}

/** Cuts a line at its tabs, or at runs of three blanks or more. */
function cellsOf(source: string, tabbed: boolean): Cell[] {
  const cells: Cell[] = [];
  for (const match of source.matchAll(tabbed ? /[^\t]+/g : /\S+(?: {1,2}\S+)*/g)) {
    const text = match[0].trim().replace(/\s+/g, " ");
    if (text !== "" || tabbed) cells.push({ text, column: match.index });
  }
  return cells;
}

function readRawLines(text: string): RawLine[] {
  const lines: RawLine[] = [];
  let blanks = 0;
  let newPage = false;
  let number = 0;
  for (const source of cleanPastedCharacters(text).replace(/\n?\f/g, "\n\f").split("\n")) {
    const pageHere = source.startsWith("\f");
    newPage ||= pageHere;
    if (!pageHere || source.length > 1 || number === 0) number++;
    const content = source.trim().replace(/\s+/g, " ");
    if (content === "") {
      if (!pageHere) blanks++;
      continue;
    }
    const indent = indentOf(pageHere ? source.slice(1) : source);
    const tabbed = source.trim().includes("\t");
    lines.push({
      text: content,
      indent,
      right: indent + content.length,
      blanks,
      newPage,
      number,
      cells: cellsOf(pageHere ? source.slice(1) : source, tabbed),
      tabbed,
    });
    blanks = 0;
    newPage = false;
  }
  const margin = lines.reduce(
    (least, line) => Math.min(least, line.indent),
    Number.POSITIVE_INFINITY,
  );
  return margin === 0
    ? lines
    : lines.map(line => ({ ...line, indent: line.indent - margin, right: line.right - margin }));
}

/** Longer lines are whole paragraphs and count as this long. */
const maxCharacters = 1000;

/**
 * Returns the column width: the longest line with others within 12 characters,
 * so that a single long line does not count.
 */
function measureWidth(lines: readonly RawLine[]): number {
  const counts = new Uint32Array(maxCharacters + 1);
  for (const { right } of lines) {
    const column = Math.min(right, maxCharacters);
    counts[column] = (counts[column] ?? 0) + 1;
  }
  const support = 2 + Math.floor(lines.filter(line => line.right >= 40).length / 8);
  for (let edge = maxCharacters; edge >= 40; edge--) {
    const near = counts
      .subarray(Math.max(0, edge - 12), edge + 1)
      .reduce((sum, count) => sum + count, 0);
    if ((counts[edge] ?? 0) > 0 && near >= support) return edge;
  }
  return counts.findLastIndex(count => count > 0);
}

/**
 * Lines are wrapped if long lines mostly end within a sentence.
 * `lineGap` is the usual gap, in blank lines, at those places.
 */
function measureWrapping(
  lines: readonly RawLine[],
  width: number,
): { wrapped: boolean; lineGap: number; fill: number } {
  const blanksWithin: number[] = [];
  const fills: number[] = [];
  let long = 0;
  let perhaps = 0;
  let sure = 0;
  let likely = 0;
  // Count characters, not lines:
  // a short letter with one line a paragraph has more lines in its address than in its text.
  let over = 0;
  let total = 0;
  for (const [index, next] of lines.entries()) {
    total += next.right;
    if (next.right > width * 1.5) over += next.right;
    const line = lines[index - 1];
    if (line === undefined || line.right < width * 0.75 || startsPoint(next.text) || line.tabbed)
      continue;
    long++;
    if (endsStop(line.text)) continue;
    // A capital after a blank line may begin a paragraph: there a small letter proves that lines wrap.
    const goesOn =
      startsLower(next.text) ||
      (endsOpen(line.text) && !line.text.endsWith(",")) ||
      partsDate(line.text, next.text) ||
      /^\p{Lo}/u.test(next.text);
    if (startsLower(next.text)) fills.push(reach(line, next) / width);
    if (wouldFit(line, next, width * 0.9)) continue;
    if (goesOn) sure++;
    else if (next.blanks === 0 || next.newPage) likely++;
    if (goesOn || next.blanks === 0 || (next.newPage && endsOpen(line.text)))
      blanksWithin.push(next.blanks);
    else perhaps++;
  }
  const wrapped =
    width >= 30 &&
    width <= 200 &&
    over <= total / 2 &&
    sure + likely > 0 &&
    blanksWithin.length + perhaps >= long * (sure > 0 ? 0.15 : 0.4);
  const atShare = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.floor(values.length * share)];
  const fill = Math.min(1, Math.max(0.75, atShare(fills, 0.05) ?? 0.88));
  return { wrapped, lineGap: wrapped ? (atShare(blanksWithin, 0.5) ?? 0) : 0, fill };
}

/**
 * Whether paragraphs have gaps:
 * mostly a gap follows a short line that ends a sentence, and not only around lists.
 */
function measureGaps(lines: readonly Line[], width: number): boolean {
  let balance = 0;
  for (const [index, next] of lines.entries()) {
    const line = lines[index - 1];
    if (
      line === undefined ||
      !endsStop(line.text) ||
      startsWithGlyph(next.text) ||
      startsLower(next.text)
    )
      continue;
    if (wouldFit(line, next, width * 0.88)) balance += next.gap ? 1 : -3;
  }
  return balance >= 0;
}

/**
 * Reads a text into lines and finds its layout:
 * column, line spacing (single, double…), wrapped or not.
 */
export function readLines(text: string): PastedLines {
  const raw = readRawLines(text);
  const width = measureWidth(raw);
  const { wrapped, lineGap, fill } = measureWrapping(raw, width);
  const lines = raw.map(({ blanks, ...line }) => ({ ...line, gap: blanks > lineGap }));
  return { lines, width, wrapped, fill, gaps: measureGaps(lines, width) };
}
