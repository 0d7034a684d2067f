import type { Block, ListItem } from "../../letter/content.ts";
import { runsOfText } from "./bare-links.ts";
import { type Dictionary, joinLines } from "./join-lines.ts";

/** Characters: more than any label, and than any way in which a point begins or ends. */
const edge = 100;

/** A text that lines are still being added to; a break between two of its lines is "\n". */
export class DraftText {
  readonly #parts: string[] = [];
  /** Lines so far. */
  lines = 0;
  /** Its last two lines were parted by a break, so it is an address or the like. */
  grouped = false;

  constructor(text: string) {
    if (text !== "") this.add(text, "break", { has: () => false });
  }

  add(text: string, meeting: "runs-on" | "break", dictionary: Dictionary): void {
    const last = this.#parts.at(-1);
    if (last !== undefined && meeting === "runs-on") {
      const { left, between } = joinLines(last, text, dictionary);
      this.#parts[this.#parts.length - 1] = left;
      this.#parts.push(between);
    } else if (last !== undefined) this.#parts.push("\n");
    this.grouped = last !== undefined && meeting === "break";
    this.#parts.push(text);
    this.lines++;
  }

  /** Its first characters, enough to see how it begins; all of it where it is shorter. Costs the same however long the text is. */
  get start(): string {
    let start = "";
    for (const part of this.#parts)
      if (start.length < edge) start += part.slice(0, edge);
      else break;
    return start;
  }

  /** Its last characters, likewise. */
  get end(): string {
    let end = "";
    for (let at = this.#parts.length - 1; at >= 0 && end.length < edge; at--) end = (this.#parts[at] ?? "").slice(-edge) + end;
    return end;
  }

  toString(): string {
    return this.#parts.join("");
  }
}

export type DraftParagraph = { readonly kind: "paragraph"; readonly text: DraftText; readonly firstLine: number };
export type DraftItem = { readonly text: DraftText; readonly column: number; readonly blocks: DraftBlock[] };
export type DraftList = {
  readonly kind: "bullets" | "numbers";
  readonly glyph: string;
  /** Of its last point: the next page may be set further in. */
  indent: number;
  readonly start: number;
  readonly items: DraftItem[];
};
export type DraftBlock = DraftParagraph | DraftList | { readonly kind: "rule" };

function finishItem(item: DraftItem): ListItem {
  return { runs: runsOfText(item.text.toString()), blocks: item.blocks.flatMap(finishBlock) };
}

/** The block that a draft has become; a list without words is none. */
export function finishBlock(draft: DraftBlock): Block[] {
  if (draft.kind === "rule") return [draft];
  if (draft.kind === "paragraph") return [{ kind: "paragraph", runs: runsOfText(draft.text.toString()) }];
  const items = draft.items.map(finishItem).filter(item => item.runs.length > 0 || item.blocks.length > 0);
  if (items.length === 0) return [];
  return [draft.kind === "bullets" ? { kind: "bullets", items } : { kind: "numbers", start: draft.start, items }];
}
