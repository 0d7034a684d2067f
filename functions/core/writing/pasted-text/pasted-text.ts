import type { Block } from "../../letter/content.ts";
import { type DraftBlock, type DraftParagraph, DraftText, finishBlock } from "./draft-blocks.ts";
import { headingOf } from "./heading-of.ts";
import { type Dictionary, dictionaryOf } from "./join-lines.ts";
import { findLandmarks, meet, type PastedLetter } from "./line-meeting.ts";
import { findBlankBullets } from "./lists/blank-bullets.ts";
import { type FloatingBullets, findFloatingBullets } from "./lists/floating-bullets.ts";
import { isLoneLabel, type Marker, readMarker } from "./lists/list-markers.ts";
import { OpenLists } from "./lists/pasted-lists.ts";
import { findVanishedBullets } from "./lists/vanished-bullets.ts";
import { isHeading } from "./pasted-headings.ts";
import { type Line, readLines, startsLower } from "./pasted-lines.ts";

const isRule = (text: string): boolean => text.length >= 3 && /^([-_*–—=~])(?: ?\1)+$/.test(text);

/**
 * Reads plain text copied from Word or a PDF into blocks. Every word stays, in order. Only bullets,
 * list numbers and end-of-line hyphens are removed.
 */
export function readPastedText(text: string): Block[] {
  const letter = findLandmarks(readLines(text));
  const drafts = new PastedReader(letter, dictionaryOf(letter.lines)).read();
  return drafts.flatMap((draft, index) => headingOf(letter, drafts, index) ?? finishBlock(draft));
}

/** Reads the lines once. The open paragraph or lists decide what the next line can be. */
class PastedReader {
  readonly #letter: PastedLetter;
  readonly #dictionary: Dictionary;
  readonly #lists: OpenLists;
  readonly #blocks: DraftBlock[] = [];
  readonly #lastValues = new Map<string, readonly number[]>();
  /** Lines that begin points without a visible bullet. */
  #unmarked = new Set<number>();
  #floating: FloatingBullets = { floating: new Set(), points: new Map() };
  #paragraph: DraftParagraph | undefined;

  constructor(letter: PastedLetter, dictionary: Dictionary) {
    this.#letter = letter;
    this.#dictionary = dictionary;
    this.#lists = new OpenLists(letter, dictionary);
  }

  read(): readonly DraftBlock[] {
    for (const [index, line] of this.#letter.lines.entries()) {
      if (isRule(line.text)) this.#begin({ kind: "rule" });
      else this.#readLine(index, line);
    }
    return this.#blocks;
  }

  #readLine(index: number, line: Line): void {
    if (this.#letter.furniture.has(index)) {
      this.#continueParagraph(index, line);
      return;
    }
    this.#floating = findFloatingBullets(this.#letter, index) ?? this.#floating;
    if (this.#floating.floating.has(index)) return;
    const marker = this.#markerOf(index, line);
    if (marker !== undefined && marker.kind !== "bullet") {
      this.#lastValues.set(marker.glyph, marker.kind === "number" ? [marker.value] : marker.values);
    }
    const previous = this.#letter.lines[index - 1];
    if (marker?.kind === "bullet" || marker?.kind === "number") {
      this.#paragraph = undefined;
      this.#lists.addPoint(index, line, marker, this.#blocks);
    } else if (marker?.kind === "label") {
      if (!this.#lists.addLabelled(index, line)) this.#beginParagraph(index, line);
    } else if (previous === undefined || !this.#lists.continuePoint(index, previous, line)) {
      this.#continueParagraph(index, line);
    }
  }

  #markerOf(index: number, line: Line): Marker | undefined {
    const open = this.#lists.glyphs;
    const glyph = this.#floating.points.get(index);
    if (glyph !== undefined) return { kind: "bullet", glyph, text: line.text };
    const marker = readMarker(this.#letter, index, open, this.#lastValues);
    if (marker?.kind === "number" && this.#isNumberedHeading(index, line)) return undefined;
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
    if (next === undefined || line.text.length > 60 || next.text.length <= line.text.length)
      return false;
    const alone =
      (line.gap && next.gap) || (next.text.length >= 60 && !next.gap && !startsLower(next.text));
    return (
      alone &&
      isHeading(line.text) &&
      next.indent <= line.indent &&
      readMarker(this.#letter, index + 1, [], this.#lastValues) === undefined
    );
  }

  #continueParagraph(index: number, line: Line): void {
    const labelled = this.#paragraph?.text.lines === 1 && isLoneLabel(this.#paragraph.text.start);
    const meeting = labelled
      ? "runs-on"
      : meet(this.#letter, index, this.#paragraph?.text.grouped ?? false);
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
