/**
 * One line that is not blank. `indent` and `right` (its right edge) are columns: characters of a
 * typed text, and otherwise as wide as a font has them.
 * In `text`, several blanks become one.
 */
export type Line = {
  readonly text: string;
  readonly indent: number;
  readonly right: number;
  /** How wide its first word is, with the blank before it. */
  readonly first: number;
  /** A paragraph gap is before the line: more blank lines than the text's line spacing. */
  readonly gap: boolean;
  readonly newPage: boolean;
  /** The line's number in the text, from 1. */
  readonly number: number;
  /** The line as it is written, with its blanks. */
  readonly source: string;
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
  /** The column is known so well that a line which ends before it was ended by its author. */
  readonly isSharp: boolean;
  /** Gaps separate paragraphs, not only short last lines. */
  readonly gaps: boolean;
};

/** A line before its gaps are known: `blanks` are the blank lines above it. */
export type RawLine = Omit<Line, "gap"> & { readonly blanks: number };

/** Whether the next line's first word would have fitted on the line, within `column` characters. */
export function wouldFit(
  line: Pick<Line, "right">,
  next: Pick<Line, "first">,
  column: number,
): boolean {
  return reach(line, next) <= column;
}

export function reach(line: Pick<Line, "right">, next: Pick<Line, "first">): number {
  return line.right + next.first;
}
