import { type DraftBlock, type DraftItem, type DraftList, DraftText } from "../draft-blocks.ts";
import { isLastSentence, isTitleLine, type PastedLetter, runsOver } from "../line-meeting.ts";
import type { Dictionary } from "../lines/join-lines.ts";
import { type Line, wouldFit } from "../lines/line.ts";
import { endsOpen, endsStop, startsLower } from "../lines/line-ends.ts";
import { countingOf, follow, goesOnBelow, type Marker, textColumn } from "./list-markers.ts";

const one = { counting: "1", value: 1 } as const;

/** Deeper lists get this depth. */
const maxDepth = 4;

/** Returns the depth of a bullet in Word's lists: "o" is under "•", "▪" under "o". */
const rank = (glyph: string): number =>
  "▪▫■§".includes(glyph) ? 2 : "o◦○–-—".includes(glyph) ? 1 : 0;

/**
 * Returns the depth that numbers usually have: 1, (a), (i). Bullets have none, but "2.1" is under
 * "2.".
 */
function levelOf(list: DraftList | Marker): number {
  if (list.kind === "bullet" || list.kind === "bullets") return 0;
  const counting = "values" in list ? list.values.at(-1)?.counting : list.start.counting;
  const dots = list.form.split(".").length - (/\.$/.test(list.form) ? 2 : 1);
  if (counting === "1") return 1 + Math.max(0, dots);
  return counting === "i" ? 4 : counting === "a" ? 3 : 0;
}

/** Whether a list has ended: its last point ends in a full stop, the one before in ";". */
function isLastPoint({ items }: DraftList): boolean {
  const [before = "", last = ""] = items.slice(-2).map(item => item.text.end);
  return (
    /[;,](?: (?:and|or|a|ac|neu|et|ou|und|oder|y|o|e))?$/.test(before) && /[.!?][”’)]?$/.test(last)
  );
}

/**
 * Whether the last points have neither stops nor initial capitals,
 * so that a capital does not continue the last point.
 */
function isUnpunctuated({ items }: DraftList): boolean {
  const earlier = items
    .slice(-6, -1)
    .filter(item => item.blocks.length === 0)
    .map(item => item.text);
  return (
    earlier.length > 0 &&
    earlier.every(({ start, end }) => startsLower(start) && !/[.;:,?!](?: and| or)?$/.test(end))
  );
}

/** The open lists at a line, outermost first, and the text that the next line may continue. */
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

  /**
   * Nests lower-case points under a point that ends in ":", although the bullets are equal.
   * A capital ends the nesting.
   */
  #nestUnderLeadIn(index: number, line: Line, marker: Marker): Marker {
    const [list, outer] = [this.#lists.at(-1), this.#lists.at(-2)];
    // A bullet alone on its line has its words on the next line.
    const words = marker.text || (this.#letter.lines[index + 1]?.text ?? "");
    if (list === undefined || marker.kind !== "bullet" || !startsLower(words)) return marker;
    const glyph = `${marker.glyph}:`;
    if (list.glyph === glyph)
      return line.indent < list.indent - 1 && outer !== undefined ? marker : { ...marker, glyph };
    const above = list.items.at(-1)?.text;
    const opens =
      list.glyph === marker.glyph &&
      above?.end.endsWith(":") &&
      list.items.at(-1)?.blocks.length === 0;
    const differs =
      !startsLower(above?.start ?? "") || (marker.glyph === " " && line.indent > list.indent + 1);
    return opens && differs ? { ...marker, glyph } : marker;
  }

  /**
   * Begins a point at line `index`: in an open list,
   * in a list nested in it, or in a new list in `blocks`.
   */
  addPoint(index: number, line: Line, found: Marker, blocks: DraftBlock[]): void {
    this.#pageTurned ||= line.newPage;
    const marker = this.#nestUnderLeadIn(index, line, found);
    if (!this.#goToSibling(line, marker)) {
      this.#goToParent(index, line, marker);
      const list: DraftList = {
        kind: marker.kind === "bullet" ? "bullets" : "numbers",
        glyph: marker.glyph,
        form: marker.kind === "number" ? marker.form : "#.",
        indent: line.indent,
        start: marker.kind === "number" ? countingOf(this.#letter, index, marker) : one,
        items: [],
      };
      (this.#lists.at(-1)?.items.at(-1)?.blocks ?? blocks).push(list);
      this.#lists.push(list);
    }
    this.#tail = new DraftText(marker.text);
    this.#lists
      .at(-1)
      ?.items.push({ text: this.#tail, column: textColumn(line, marker), blocks: [] });
    this.#pageTurned = false;
  }

  /**
   * Adds an unmarked line to the open point,
   * as the rest of its sentence or as a paragraph; false if it ends the list.
   */
  continuePoint(index: number, previous: Line, line: Line): boolean {
    const list = this.#lists.at(-1);
    const item = list?.items.at(-1);
    this.#pageTurned ||= line.newPage;
    if (list === undefined || item === undefined || index === this.#letter.signOffAt) return false;
    const { wrapped, width, fill, gaps } = this.#letter;
    const stops = endsStop(previous.text);
    // "…; and" may break before its last word.
    if (
      !line.gap &&
      /[;,]$/.test(previous.text) &&
      /^(?:and|or|et|ou|und|oder|a|neu|y|o|e)$/.test(line.text)
    ) {
      this.#tail.add(line.text, "runs-on", this.#dictionary);
      return true;
    }
    if (!line.gap && isTitleLine(this.#letter, index)) return false;
    if (/^(?:c\.? ?c\b|encl?s?\b)/.test(line.text) && !endsOpen(previous.text)) return false;
    if (stops && !line.gap && !startsLower(line.text) && isLastPoint(list)) return false;
    if (isLastSentence(this.#letter, index) && line.indent <= list.indent) return false;
    const lost = item.text.lines === 0 && item.blocks.length === 0;
    const open = endsOpen(previous.text) && wrapped && !wouldFit(previous, line, width * 0.6);
    // A blank line ends a point, except where a page cuts its sentence.
    const torn =
      (open || runsOver(this.#letter, previous, line)) && (startsLower(line.text) || line.newPage);
    const unstopped = startsLower(line.text) ? 0.6 : isUnpunctuated(list) ? fill : 0.78;
    const share = stops ? (gaps ? 0.66 : fill) : unstopped;
    const goesOn = startsLower(line.text) && previous.text.endsWith(";") && list.glyph !== " ";
    const rest =
      (!stops && startsLower(line.text)) ||
      goesOn ||
      (wrapped && !wouldFit(previous, line, width * share));
    if (lost || (line.gap ? torn : rest)) {
      this.#tail.add(line.text, "runs-on", this.#dictionary);
      return true;
    }
    if (!line.gap && !stops && line.indent > list.indent + 1) {
      this.#tail.add(line.text, "break", this.#dictionary);
      return true;
    }
    const depth = this.#lists.findLastIndex(
      outer =>
        line.indent > outer.indent + 1 && line.indent >= (outer.items.at(-1)?.column ?? 0) - 1,
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
    return (
      list.kind === "numbers" &&
      goesOnBelow(this.#letter, index, list.glyph, {
        counting: list.start.counting,
        value: list.start.value + list.items.length - 1,
      })
    );
  }

  /**
   * Goes to the innermost list with the glyph that is not indented deeper.
   * A number must be the list's next one.
   */
  #goToSibling(line: Line, marker: Marker): boolean {
    const fits = (list: DraftList) =>
      list.glyph === marker.glyph &&
      (marker.kind !== "number" ||
        follow(
          [
            {
              counting: list.start.counting,
              value: list.start.value + list.items.length - 1,
            },
          ],
          marker.values,
        ));
    let depth = this.#lists.findLastIndex(list => fits(list) && line.indent >= list.indent - 1);
    if (depth === -1) depth = this.#lists.findIndex(fits);
    const list = this.#lists[depth];
    if (list === undefined) return false;
    const innermost = depth === this.#lists.length - 1;
    // The next page may have another margin, so a deeper indent there is not nesting.
    const deeper =
      innermost && marker.kind === "bullet" && line.indent > list.indent + 2 && !this.#pageTurned;
    if (deeper && list.glyph !== " " && this.#lists.length < maxDepth) return false;
    this.#lists.length = depth + 1;
    if (this.#pageTurned) list.indent = line.indent;
    return true;
  }

  /**
   * Goes to the point above for a new list: if indented deeper,
   * with a deeper glyph, or if that point's numbers continue.
   */
  #goToParent(index: number, line: Line, marker: Marker): void {
    for (let list = this.#lists.at(-1); list !== undefined; list = this.#lists.at(-1)) {
      const lower =
        marker.kind === "bullet" &&
        list.kind === "bullets" &&
        rank(marker.glyph) > rank(list.glyph);
      if (marker.glyph === `${list.glyph}:`) return;
      // "(a)" is under "1." without an indent; "(i)" is under "(a)".
      const levels =
        list.kind === "numbers" &&
        levelOf(marker) > levelOf(list) &&
        line.indent >= list.indent - 1;
      // "The instructor says which:" / "- in the syllabus, and", as pandoc writes it.
      const last = list.items.at(-1);
      const opened =
        marker.kind === "bullet" &&
        list.kind === "numbers" &&
        last?.text.end.endsWith(":") === true &&
        last.blocks.length === 0;
      const under =
        line.indent > list.indent + 1 ||
        opened ||
        levels ||
        (lower && line.indent >= list.indent - 1) ||
        this.#numbersGoOn(index, list);
      if (under && this.#lists.length < maxDepth) return;
      this.#lists.pop();
    }
  }
}
