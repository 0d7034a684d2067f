import { takenOut } from "../../wrappings/taken-out.ts";
import { findColumn } from "./full-lines.ts";
import type { Cell, PastedLines, RawLine } from "./line.ts";
import { firstWord } from "./line-widths.ts";
import { measureGaps, measureWidth, measureWrapping } from "./measure-lines.ts";
import { cleanPastedCharacters } from "./pasted-characters.ts";

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
    const text = match[0].replaceAll(takenOut, "").trim().replace(/\s+/g, " ");
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
    const written = source.trim().replace(/\s+/g, " ");
    const content = written.replaceAll(takenOut, "").trim();
    // A line of which nothing is left separates nothing.
    if (content === "" && written !== "") continue;
    if (content === "") {
      if (!pageHere) blanks++;
      continue;
    }
    const indent = indentOf(pageHere ? source.slice(1) : source);
    const tabbed = source.trim().includes("\t");
    lines.push({
      text: content,
      indent,
      right: indent + written.length,
      first: firstWord(written).length + 1,
      blanks,
      newPage,
      number,
      source: pageHere ? source.slice(1) : source,
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

/**
 * Reads a text into lines and finds its layout:
 * column, line spacing (single, double…), wrapped or not.
 */
export function readLines(text: string): PastedLines {
  const raw = readRawLines(text);
  const longest = measureWidth(raw);
  const { wrapped, lineGap, fill } = measureWrapping(raw, longest);
  const column = wrapped ? findColumn(raw, longest, lineGap) : undefined;
  const width = column?.width ?? longest;
  const lines = (column?.lines ?? raw).map(({ blanks, ...line }) => ({
    ...line,
    gap: blanks > lineGap,
  }));
  return {
    lines,
    width,
    wrapped,
    fill: column === undefined ? fill : 1,
    isSharp: column !== undefined,
    gaps: measureGaps(lines, width),
  };
}
