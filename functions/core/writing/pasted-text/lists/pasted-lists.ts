import { type DraftBlock, type DraftItem, type DraftList, DraftText } from "../draft-blocks.ts";
import type { Dictionary } from "../join-lines.ts";
import { isTitleLine, type PastedLetter, runsOver } from "../line-meeting.ts";
import { endsOpen, endsStop, type Line, startsLower, wouldFit } from "../pasted-lines.ts";
import { goesOnBelow, isLoneLabel, type Marker, textColumn } from "./list-markers.ts";

/** Lists deeper than this are read as lists of this depth. */
const deepest = 4;

/** Bullets of Word's lists by depth: "•" holds "o", "o" holds "▪". */
const rank = (glyph: string): number => ("▪▫■§".includes(glyph) ? 2 : "o◦○–-—".includes(glyph) ? 1 : 0);

/** Whether a list's last point ends in a full stop where the one before ended in ";", so that the list is over. */
function isLastPoint({ items }: DraftList): boolean {
  const [before = "", last = ""] = items.slice(-2).map(item => item.text.end);
  return /;(?: (?:and|or|a|ac|neu|et|ou|und|oder|y|o|e))?$/.test(before) && /[.!?][”’)]?$/.test(last);
}

/** Whether none of the last points of a list ends in a stop or begins with a capital, so that a capital below the last does not go on from it. */
function isUnpunctuated({ items }: DraftList): boolean {
  const earlier = items
    .slice(-6, -1)
    .filter(item => item.blocks.length === 0)
    .map(item => item.text);
  return earlier.length > 0 && earlier.every(({ start, end }) => startsLower(start) && !/[.;:,?!](?: and| or)?$/.test(end));
}

/** The lists that stand open at a line, outermost first, and the text that the next line may run on from. */
export class OpenLists {
  readonly #letter: PastedLetter;
  readonly #dictionary: Dictionary;
  readonly #lists: DraftList[] = [];
  #tail = new DraftText("");
  #pageTurned = false;

  constructor(letter: PastedLetter, dictionary: Dictionary) {
    this.#letter = letter;
    this.#dictionary = dictionary;
  }

  get glyphs(): readonly string[] {
    return this.#lists.map(list => list.glyph);
  }

  close(): void {
    this.#lists.length = 0;
  }

  /** A point in lower case under one that ends in ":" is below it though it looks like it, until one is in its case again. */
  #nestUnderLeadIn(index: number, line: Line, marker: Marker & { kind: "bullet" | "number" }): typeof marker {
    const [list, outer] = [this.#lists.at(-1), this.#lists.at(-2)];
    // A bullet alone on its line has its words on the next.
    const words = marker.text || (this.#letter.lines[index + 1]?.text ?? "");
    if (list === undefined || marker.kind !== "bullet" || !startsLower(words)) return marker;
    const glyph = `${marker.glyph}:`;
    if (list.glyph === glyph) return line.indent < list.indent - 1 && outer !== undefined ? marker : { ...marker, glyph };
    const above = list.items.at(-1)?.text;
    const opens = list.glyph === marker.glyph && above?.end.endsWith(":") && list.items.at(-1)?.blocks.length === 0;
    const told = !startsLower(above?.start ?? "") || (marker.glyph === " " && line.indent > list.indent + 1);
    return opens && told ? { ...marker, glyph } : marker;
  }

  /** Begins a point at line `index`: of a list that is open, of one nested in it, or of a new one put into `blocks`. */
  addPoint(index: number, line: Line, found: Marker & { kind: "bullet" | "number" }, blocks: DraftBlock[]): void {
    this.#pageTurned ||= line.newPage;
    const marker = this.#nestUnderLeadIn(index, line, found);
    if (!this.#goToSibling(line, marker)) {
      this.#goToParent(index, line, marker);
      const list: DraftList = {
        kind: marker.kind === "bullet" ? "bullets" : "numbers",
        glyph: marker.glyph,
        indent: line.indent,
        start: marker.kind === "number" ? marker.value : 1,
        items: [],
      };
      (this.#lists.at(-1)?.items.at(-1)?.blocks ?? blocks).push(list);
      this.#lists.push(list);
    }
    this.#tail = new DraftText(marker.text);
    this.#lists.at(-1)?.items.push({ text: this.#tail, column: textColumn(line, marker), blocks: [] });
    this.#pageTurned = false;
  }

  /** Puts a labelled paragraph ("a) …") under the open point, if it is indented or the numbers go on below it. */
  addLabelled(index: number, line: Line): boolean {
    const list = this.#lists.at(-1);
    const item = list?.items.at(-1);
    if (list === undefined || item === undefined) return false;
    if (line.indent <= list.indent + 1 && !this.#numbersGoOn(index, list)) return false;
    this.#beginParagraph(item, index, line);
    return true;
  }

  /** Gives an unmarked line to the open point as the rest of its sentence or as a further paragraph; false if it ends the list. */
  continuePoint(index: number, previous: Line, line: Line): boolean {
    const list = this.#lists.at(-1);
    const item = list?.items.at(-1);
    this.#pageTurned ||= line.newPage;
    if (list === undefined || item === undefined || index === this.#letter.signOffAt) return false;
    const { wrapped, width, fill, gaps } = this.#letter;
    const stops = endsStop(previous.text);
    if (!line.gap && isTitleLine(this.#letter, index)) return false;
    if (stops && !line.gap && !startsLower(line.text) && isLastPoint(list)) return false;
    const lost = isLoneLabel(this.#tail.start) || (item.text.lines === 0 && item.blocks.length === 0);
    const open = endsOpen(previous.text) && wrapped && !wouldFit(previous, line, width * 0.6);
    const torn = open || (runsOver(this.#letter, previous, line) && (startsLower(line.text) || line.newPage));
    const unstopped = startsLower(line.text) ? 0.6 : isUnpunctuated(list) ? fill : 0.78;
    const share = stops ? (gaps ? 0.66 : fill) : unstopped;
    const rest = (!stops && startsLower(line.text)) || (wrapped && !wouldFit(previous, line, width * share));
    if (lost || (line.gap ? torn : rest)) {
      this.#tail.add(line.text, "runs-on", this.#dictionary);
      return true;
    }
    if (!line.gap && !stops && line.indent > list.indent + 1) {
      this.#tail.add(line.text, "break", this.#dictionary);
      return true;
    }
    const depth = this.#lists.findLastIndex(
      outer => line.indent > outer.indent + 1 && line.indent >= (outer.items.at(-1)?.column ?? 0) - 1,
    );
    const owner = this.#lists[depth]?.items.at(-1);
    if (owner === undefined) return false;
    this.#lists.length = depth + 1;
    this.#beginParagraph(owner, index, line);
    return true;
  }

  #beginParagraph(item: DraftItem, index: number, line: Line): void {
    this.#tail = new DraftText(line.text);
    item.blocks.push({ kind: "paragraph", text: this.#tail, firstLine: index });
  }

  #numbersGoOn(index: number, list: DraftList): boolean {
    return list.kind === "numbers" && goesOnBelow(this.#letter, index, list.glyph, list.start + list.items.length - 1);
  }

  /** A point is a sibling in the innermost list of its glyph that is not indented deeper; a number must be the next one. */
  #goToSibling(line: Line, marker: Marker): boolean {
    const fits = (list: DraftList) =>
      list.glyph === marker.glyph && (marker.kind !== "number" || marker.value === list.start + list.items.length);
    let depth = this.#lists.findLastIndex(list => fits(list) && line.indent >= list.indent - 1);
    if (depth === -1) depth = this.#lists.findIndex(fits);
    const list = this.#lists[depth];
    if (list === undefined) return false;
    const innermost = depth === this.#lists.length - 1;
    // The next page may be set further in; that nests nothing.
    const deeper = innermost && marker.kind === "bullet" && line.indent > list.indent + 2 && !this.#pageTurned;
    if (deeper && list.glyph !== " " && this.#lists.length < deepest) return false;
    this.#lists.length = depth + 1;
    if (this.#pageTurned) list.indent = line.indent;
    return true;
  }

  /** A list nests in the point above if it is indented deeper, its glyph is of a lower rank, or that point's numbers go on. */
  #goToParent(index: number, line: Line, marker: Marker): void {
    for (let list = this.#lists.at(-1); list !== undefined; list = this.#lists.at(-1)) {
      const lower = marker.kind === "bullet" && list.kind === "bullets" && rank(marker.glyph) > rank(list.glyph);
      if (marker.glyph === `${list.glyph}:`) return;
      const under = line.indent > list.indent + 1 || (lower && line.indent >= list.indent - 1) || this.#numbersGoOn(index, list);
      if (under && this.#lists.length < deepest) return;
      this.#lists.pop();
    }
  }
}
