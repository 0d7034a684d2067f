import type { Block, ListItem, Run } from "../../letter/content.ts";
import { runsOfText } from "./bare-links.ts";
import { type Dictionary, joinLines } from "./lines/join-lines.ts";
import type { Value } from "./lists/list-markers.ts";

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
  /** A number with "#" in its place. */
  readonly form: string;
  /** The indent of the last point: the next page may have another margin. */
  indent: number;
  readonly start: Value;
  readonly items: DraftItem[];
};
export type DraftTable = {
  readonly kind: "table";
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};
export type DraftBlock = DraftParagraph | DraftList | DraftTable | { readonly kind: "rule" };

type Inline = (text: string) => Run[];

function finishItem(item: DraftItem, inline: Inline): ListItem {
  return {
    runs: inline(item.text.toString()),
    blocks: item.blocks.flatMap(block => finishBlock(block, inline)),
  };
}

/** Returns the block of a draft; nothing for a list without words. `inline` reads its words. */
export function finishBlock(draft: DraftBlock, inline: Inline): Block[] {
  if (draft.kind === "rule") return [draft];
  if (draft.kind === "table")
    return [
      {
        kind: "table",
        head: draft.head.map(inline),
        rows: draft.rows.map(row => row.map(inline)),
      },
    ];
  if (draft.kind === "paragraph") {
    const heading = /^(#{1,6}) +(\S.*)$/.exec(inline === runsOfText ? "" : draft.text.toString());
    if (heading?.[1] !== undefined && heading[2] !== undefined)
      return [{ kind: "heading", level: heading[1].length <= 2 ? 2 : 3, runs: inline(heading[2]) }];
    return [{ kind: "paragraph", runs: inline(draft.text.toString()) }];
  }
  const items = draft.items
    .map(item => finishItem(item, inline))
    .filter(item => item.runs.length > 0 || item.blocks.length > 0);
  if (items.length === 0) return [];
  return [
    draft.kind === "bullets"
      ? { kind: "bullets", items }
      : {
          kind: "numbers",
          start: draft.start.value,
          counting: draft.start.counting,
          form: draft.form,
          items,
        },
  ];
}
