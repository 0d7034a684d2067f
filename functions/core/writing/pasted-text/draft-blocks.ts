import type { Block, ListItem } from "../../letter/content.ts";
import { runsOfText } from "./bare-links.ts";
import { type Dictionary, joinLines } from "./join-lines.ts";

/** Enough for any label, and to see how a point begins or ends. */
const edgeCharacters = 100;

/** A text that still grows by lines. A break between two of its lines is "\n". */
export class DraftText {
  readonly #parts: string[] = [];
  /** The number of lines so far. */
  lines = 0;
  /** A break separates the last two lines, so the text is an address or the like. */
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

  /**
   * The first characters, enough to see how the text begins.
   * The cost does not depend on the text's length.
   */
  get start(): string {
    let start = "";
    for (const part of this.#parts)
      if (start.length < edgeCharacters) start += part.slice(0, edgeCharacters);
      else break;
    return start;
  }

  /** The last characters, in the same way. */
  get end(): string {
    let end = "";
    for (let at = this.#parts.length - 1; at >= 0 && end.length < edgeCharacters; at--)
      end = (this.#parts[at] ?? "").slice(-edgeCharacters) + end;
    return end;
  }

  toString(): string {
    return this.#parts.join("");
  }
}

export type DraftParagraph = {
  readonly kind: "paragraph";
  readonly text: DraftText;
  readonly firstLine: number;
};
export type DraftItem = {
  readonly text: DraftText;
  readonly column: number;
  readonly blocks: DraftBlock[];
};
export type DraftList = {
  readonly kind: "bullets" | "numbers";
  readonly glyph: string;
  /** The indent of the last point: the next page may have another margin. */
  indent: number;
  readonly start: number;
  readonly items: DraftItem[];
};
export type DraftBlock = DraftParagraph | DraftList | { readonly kind: "rule" };

function finishItem(item: DraftItem): ListItem {
  return { runs: runsOfText(item.text.toString()), blocks: item.blocks.flatMap(finishBlock) };
}

/** Returns the block of a draft; nothing for a list without words. */
export function finishBlock(draft: DraftBlock): Block[] {
  if (draft.kind === "rule") return [draft];
  if (draft.kind === "paragraph")
    return [{ kind: "paragraph", runs: runsOfText(draft.text.toString()) }];
  const items = draft.items
    .map(finishItem)
    .filter(item => item.runs.length > 0 || item.blocks.length > 0);
  if (items.length === 0) return [];
  return [
    draft.kind === "bullets"
      ? { kind: "bullets", items }
      : { kind: "numbers", start: draft.start, counting: "1", form: "#.", items },
  ];
}
