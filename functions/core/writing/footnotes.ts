import type { Block, Note, Run } from "../letter/content.ts";
import { blockOfLines, linesOfBlock } from "./letter-grammar/letter-lines.ts";
import { isDate } from "./letter-grammar/title/title-score.ts";

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const asNumber = (label: string): string =>
  label.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, digit => String(superscripts.indexOf(digit)));

/** How a footnote begins: "1 See…", "1. See…", "[1] See…", "¹ See…", "[^1]: See…". */
const noteStart =
  /^(?:\[\^(\w{1,12})\]:|\[(\d{1,3})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(\d{1,3})[.)]?(?=\s))\s*(?=\S)/u;

/** A note of a text, before its marks are found. */
type Draft = {
  readonly label: string;
  /** Its mark is "[^1]" or "[1]", which says so itself, or figures right after a word. */
  readonly form: "markdown" | "bracket" | "plain";
  readonly runs: readonly Run[];
};

/** Where a note is: a line of a paragraph, or a point of a list of numbers. */
type Found = { readonly block: number; readonly lines: number; readonly note: Draft };

/**
 * Links the footnotes of some blocks with their marks, both ways, and moves the notes to the end. A
 * line that begins with a number is a footnote only if the number is also the mark of a word in the
 * text above it, and so for all notes in order.
 */
export function linkNotes(blocks: readonly Block[], prefix: string): readonly Block[] {
  for (const found of candidatesIn(blocks)) {
    const linked = linkFound(blocks, found, prefix);
    if (linked !== undefined) return linked;
  }
  return blocks;
}

/** The notes are lines of paragraphs, or one of the lists, or both. */
function candidatesIn(blocks: readonly Block[]): readonly (readonly Found[])[] {
  const lists = [...blocks.keys()].filter(at => blocks[at]?.kind === "numbers");
  const among = (tried: readonly Block[], from: number) =>
    findNotes(tried).map(found => ({ ...found, block: found.block + from }));
  const all = [
    findNotes(blocks.map(block => (block.kind === "numbers" ? rule : block))),
    findNotes(blocks),
    ...lists.slice(-maxListsTried).map(at => among(blocks.slice(at), at)),
  ];
  return all.filter(found => found.length > 0).sort((a, b) => b.length - a.length);
}

const rule: Block = { kind: "rule" };
const maxListsTried = 8;

function linkFound(
  blocks: readonly Block[],
  found: readonly Found[],
  prefix: string,
): readonly Block[] | undefined {
  const taken = new Map<number, Found[]>();
  for (const each of found) taken.set(each.block, [...(taken.get(each.block) ?? []), each]);
  const marker = new Marker(
    found.map(({ note }) => note),
    prefix,
  );
  const marked = blocks.flatMap((block, index) => {
    const notes = taken.get(index);
    if (notes === undefined) return [marker.block(block)];
    return restOf(block, notes).map(rest => marker.block(rest));
  });
  if (!marker.isComplete) return undefined;
  const notes: Note[] = found.map(({ note }) => ({
    id: prefix + note.label,
    label: note.label,
    runs: note.runs,
  }));
  return [...marked, { kind: "notes", notes }];
}

/** The lines of a paragraph above its first note; nothing of a list. */
function restOf(block: Block, notes: readonly Found[]): Block[] {
  if (block.kind !== "paragraph") return [];
  const { lines, soft } = linesOfBlock(block);
  const above = lines.length - notes.reduce((sum, note) => sum + note.lines, 0);
  return blockOfLines(lines.slice(0, above), soft);
}

/** The lines that may be notes: their numbers count from 1 and go up by 1. */
function findNotes(blocks: readonly Block[]): Found[] {
  const found: Found[] = [];
  const next = () => String(found.length + 1);
  for (const [index, block] of blocks.entries()) {
    if (
      block.kind === "numbers" &&
      /^(?:\[#\]|#[.)]?)$/.test(block.form) &&
      block.counting === "1"
    ) {
      const fits =
        String(block.start) === next() && block.items.every(item => item.blocks.length === 0);
      if (fits)
        for (const item of block.items)
          found.push({
            block: index,
            lines: 1,
            note: { label: next(), form: "plain", runs: item.runs },
          });
      continue;
    }
    if (block.kind !== "paragraph") continue;
    const { lines, words } = linesOfBlock(block);
    let open: Found | undefined;
    for (const [line, text] of words.entries()) {
      const start = noteStart.exec(text);
      const label = start?.[1] ?? asNumber(start?.slice(2).find(Boolean) ?? "");
      // The open note is not among the found ones yet.
      const number = open === undefined ? next() : String(found.length + 2);
      const isNote =
        start !== null && !isDate(text) && (start[1] !== undefined || label === number);
      if (isNote) {
        if (open) found.push(open);
        const runs = dropText(lines[line] ?? [], start[0].length);
        const form =
          start[1] !== undefined ? "markdown" : start[2] !== undefined ? "bracket" : "plain";
        open = { block: index, lines: 1, note: { label, form, runs } };
        if (runs.length === 0) open = undefined;
      } else if (open) {
        const { note, lines: count } = open;
        const runs: Run[] = [...note.runs, { kind: "text", text: " " }, ...(lines[line] ?? [])];
        open = { block: index, lines: count + 1, note: { ...note, runs } };
      }
    }
    if (open) found.push(open);
  }
  return found;
}

/** Returns runs without the first characters of their text. */
function dropText(runs: readonly Run[], count: number): Run[] {
  const [first, ...rest] = runs;
  if (first?.kind !== "text") return [];
  const text = first.text.trimStart().slice(count);
  return text === "" ? [...rest] : [{ kind: "text", text }, ...rest];
}

/** Finds the marks of notes in the text, in order. */
class Marker {
  readonly #notes: readonly Draft[];
  readonly #prefix: string;
  readonly #seen = new Set<string>();

  constructor(notes: readonly Draft[], prefix: string) {
    this.#notes = notes;
    this.#prefix = prefix;
  }

  get isComplete(): boolean {
    return this.#seen.size === this.#notes.length;
  }

  block(block: Block): Block {
    switch (block.kind) {
      case "paragraph":
      case "heading":
        return { ...block, runs: this.#runs(block.runs) };
      case "bullets":
      case "numbers":
        return {
          ...block,
          items: block.items.map(item => ({
            runs: this.#runs(item.runs),
            blocks: item.blocks.map(inner => this.block(inner)),
          })),
        };
      case "inset":
      case "section":
        return { ...block, blocks: block.blocks.map(inner => this.block(inner)) };
      case "table":
        return {
          ...block,
          head: block.head.map(runs => this.#runs(runs)),
          rows: block.rows.map(row => row.map(runs => this.#runs(runs))),
        };
      default:
        return block;
    }
  }

  #runs(runs: readonly Run[]): Run[] {
    return runs.flatMap((run): Run[] => {
      if (run.kind === "strong" || run.kind === "emphasis")
        return [{ ...run, runs: this.#runs(run.runs) }];
      return run.kind === "text" ? this.#text(run.text) : [run];
    });
  }

  #text(text: string): Run[] {
    const runs: Run[] = [];
    let done = 0;
    const marks =
      /\[\^(\w{1,12})\]|\[(\d{1,3})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(?<=\p{L}[.,;:!?]?[”’"')\]]?|[”’"')\]][.,;:!?]?)(\d{1,3})(?=$|[\s.,;:)])/gu;
    for (const match of text.matchAll(marks)) {
      const [whole, caret, bracket, raised, plain] = match;
      const label = caret ?? asNumber(bracket ?? raised ?? plain ?? "");
      const note = this.#notes.find(each => each.label === label);
      const inOrder = this.#seen.has(label) || Number(label) === this.#seen.size + 1;
      if (note === undefined || (caret === undefined && !inOrder)) continue;
      if (plain !== undefined && !this.#follows(text, match.index, label)) continue;
      if (match.index > done) runs.push({ kind: "text", text: text.slice(done, match.index) });
      const first = !this.#seen.has(label);
      this.#seen.add(label);
      runs.push({ kind: "mark", label, note: this.#prefix + label, first });
      done = match.index + whole.length;
    }
    if (done < text.length) runs.push({ kind: "text", text: text.slice(done) });
    return runs;
  }

  /** "Title VI.1", "guidance,2", "schools3" are marks; "p.4", "H5N1" and "section 3.2" are not. */
  #follows(text: string, index: number, label: string): boolean {
    const word =
      /[\p{L}\p{N}]*[^\p{L}\p{N}\s]{0,2}$/u.exec(text.slice(Math.max(0, index - 40), index))?.[0] ??
      "";
    const letters = word.replace(/[^\p{L}\p{N}]/gu, "");
    if (/\d/.test(letters) || /^(?:p|pp|no|nos|vol|art|s|ss|fig|q|ch|v)$/i.test(letters))
      return false;
    // A second mark of a note needs a stop before it, so that "page1" is not one.
    if (this.#seen.has(label)) return /[^\p{L}\p{N}]$/u.test(word);
    return /[^\p{L}\p{N}]$/u.test(word) || /^\p{L}?\p{Ll}{2,}$/u.test(letters);
  }
}
