import type { Block, Run } from "../../letter/content.ts";
import { runsOfText } from "./bare-links.ts";
import { unfoldSignatures } from "./columns/side-by-side.ts";
import { findTable } from "./columns/tables/find-table.ts";
import { unfoldHead } from "./columns/two-columns.ts";
import { type DraftBlock, type DraftParagraph, DraftText, finishBlock } from "./draft-blocks.ts";
import { headingOf } from "./heading-of.ts";
import { findLandmarks } from "./landmarks.ts";
import { meet, type PastedLetter } from "./line-meeting.ts";
import { type Dictionary, dictionaryOf } from "./lines/join-lines.ts";
import type { Line } from "./lines/line.ts";
import { startsLower } from "./lines/line-ends.ts";
import { readLines } from "./lines/pasted-lines.ts";
import { findBlankBullets } from "./lists/blank-bullets.ts";
import { type FloatingBullets, findFloatingBullets } from "./lists/floating-bullets.ts";
import { type Marker, readMarker, type Value } from "./lists/list-markers.ts";
import { OpenLists } from "./lists/pasted-lists.ts";
import { findVanishedBullets } from "./lists/vanished-bullets.ts";
import { leaveOutFurniture } from "./page-furniture.ts";
import { isHeading } from "./pasted-headings.ts";

const isRule = (text: string): boolean => text.length >= 3 && /^([-_*–—=~━─])(?: ?\1)+$/.test(text);

/** What a text has: its blocks, and the lines that belong to its pages and not to the letter. */
export type PastedReading = {
  readonly blocks: Block[];
  readonly leftOut: readonly Line[];
};

/**
 * Reads plain text copied from Word or a PDF into blocks. Every word stays, in order. Only bullets,
 * list numbers, end-of-line hyphens, page numbers and the heads and feet of pages are removed.
 * `inline` reads the words of a paragraph: without it, only addresses become links.
 */
export function readPasted(
  text: string,
  inline: (text: string) => Run[] = runsOfText,
): PastedReading {
  const read = readLines(text);
  const { lines: own, leftOut } = leaveOutFurniture(read.lines);
  const lines = unfoldSignatures(unfoldHead(own));
  const letter = findLandmarks({ ...read, lines });
  const drafts = new PastedReader(letter, dictionaryOf(lines)).read();
  const blocks = drafts.flatMap(
    (draft, index) => headingOf(letter, drafts, index, inline) ?? finishBlock(draft, inline),
  );
  return { blocks, leftOut };
}

/** Returns the blocks of pasted text alone. */
export function readPastedText(text: string): Block[] {
  return readPasted(text).blocks;
}

/** Below a gap, a name far at the right signs, and is no part of the point above. */
const isSigned = ({ width }: PastedLetter, previous: Line, line: Line): boolean =>
  line.gap && line.indent > width * 0.4 && previous.indent < width * 0.2;

/** "3. …" below "2. …": points of a list, and no headings. */
const isNext = ({ text }: Line, number: string): boolean =>
  text.startsWith(`${Number(number) + 1}.`) || /^[a-z]\)|^\([a-z]\)/.test(text);

/** Reads the lines once. The open paragraph or lists decide what the next line can be. */
class PastedReader {
  readonly #letter: PastedLetter;
  readonly #dictionary: Dictionary;
  readonly #lists: OpenLists;
  readonly #blocks: DraftBlock[] = [];
  readonly #lastValues = new Map<string, readonly Value[]>();
  /** Lines that begin points without a visible bullet. */
  #unmarked = new Set<number>();
  #floating: FloatingBullets = { floating: new Set(), points: new Map() };
  #paragraph: DraftParagraph | undefined;
  /** The number of the last heading that has one. */
  #lastHeading = Number.NaN;

  constructor(letter: PastedLetter, dictionary: Dictionary) {
    this.#letter = letter;
    this.#dictionary = dictionary;
    this.#lists = new OpenLists(letter, dictionary);
  }

  read(): readonly DraftBlock[] {
    let done = 0;
    for (const [index, line] of this.#letter.lines.entries()) {
      if (index < done) continue;
      const table = findTable(this.#letter, index);
      if (table !== undefined) {
        done = table.end;
        this.#begin({ kind: "table", head: table.head, rows: table.rows });
      } else if (isRule(line.text)) this.#begin({ kind: "rule" });
      else this.#readLine(index, line);
    }
    return this.#blocks;
  }

  #readLine(index: number, line: Line): void {
    this.#floating = findFloatingBullets(this.#letter, index) ?? this.#floating;
    if (this.#floating.floating.has(index)) return;
    const marker = this.#markerOf(index, line);
    if (marker?.kind === "number") {
      // "(ii)" comes between "(a)" and "(b)", so the last few count.
      const before = this.#lastValues.get(marker.glyph)?.slice(-12) ?? [];
      this.#lastValues.set(marker.glyph, [...before, ...marker.values]);
    }
    const previous = this.#letter.lines[index - 1];
    if (marker !== undefined) {
      this.#paragraph = undefined;
      this.#lists.addPoint(index, line, marker, this.#blocks);
    } else if (
      previous === undefined ||
      isSigned(this.#letter, previous, line) ||
      !this.#lists.continuePoint(index, previous, line)
    ) {
      this.#continueParagraph(index, line);
    }
  }

  #markerOf(index: number, line: Line): Marker | undefined {
    const open = this.#lists.glyphs;
    const glyph = this.#floating.points.get(index);
    if (glyph !== undefined) return { kind: "bullet", glyph, text: line.text };
    const marker = readMarker(this.#letter, index, open, this.#lastValues);
    if (marker?.kind === "number" && this.#isNumberedHeading(index, line)) {
      this.#lastHeading = Number.parseInt(line.text, 10);
      return undefined;
    }
    if (marker !== undefined) return marker;
    const leadIn = this.#letter.lines[index - 1]?.text.endsWith(":") === true;
    if ((open.length === 0 || leadIn) && !this.#unmarked.has(index)) {
      const blank = findBlankBullets(this.#letter, index);
      const found = blank.size > 0 ? blank : findVanishedBullets(this.#letter, index);
      if (open.length === 0) this.#unmarked = new Set();
      for (const at of found) this.#unmarked.add(at);
    }
    return this.#unmarked.has(index) ? { kind: "bullet", glyph: " ", text: line.text } : undefined;
  }

  /**
   * Whether a numbered line is a heading and not a point:
   * alone, above a paragraph that is not indented.
   */
  #isNumberedHeading(index: number, line: Line): boolean {
    const next = this.#letter.lines[index + 1];
    if (next === undefined || line.text.length > 80) return false;
    const [number = ""] = /^\d{1,2}(?=\.)/.exec(line.text) ?? [];
    // The number after that of a heading: "2. Rooms" after "1. Dates".
    const follows = number !== "" && Number(number) === this.#lastHeading + 1;
    if (follows && isHeading(line.text) && next.indent <= line.indent + 4 && !isNext(next, number))
      return true;
    if (this.#lists.glyphs.includes("1.") && number !== "") return false;
    // "1. Purpose" above "1.1 This letter sets out…".
    if (number !== "" && next.text.startsWith(`${number}.1`) && next.indent <= line.indent + 1)
      return (
        isHeading(line.text) && (next.gap || next.text.length >= 50 || /^[\d.]+$/.test(next.text))
      );
    if (next.text.length <= line.text.length || line.text.length > 60) return false;
    const alone =
      (line.gap && next.gap) || (next.text.length >= 60 && !next.gap && !startsLower(next.text));
    if (!isHeading(line.text)) return false;
    const parted = line.gap && next.gap;
    if (!parted && next.indent > line.indent) return false;
    return alone && readMarker(this.#letter, index + 1, [], this.#lastValues) === undefined;
  }

  #continueParagraph(index: number, line: Line): void {
    const meeting = meet(this.#letter, index, this.#paragraph?.text.grouped ?? false);
    if (this.#paragraph === undefined || meeting === "apart") this.#beginParagraph(index, line);
    else this.#paragraph.text.add(line.text, meeting, this.#dictionary);
  }

  #beginParagraph(index: number, line: Line): void {
    this.#begin({ kind: "paragraph", text: new DraftText(line.text), firstLine: index });
  }

  #begin(block: DraftBlock): void {
    this.#lists.close();
    this.#paragraph = block.kind === "paragraph" ? block : undefined;
    this.#blocks.push(block);
  }
}
