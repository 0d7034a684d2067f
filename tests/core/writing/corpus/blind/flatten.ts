import { type Block, plainWords, type Run } from "../../../../../functions/core/letter/content.ts";
import { linesOfBlock } from "../../../../../functions/core/writing/letter-grammar/letter-lines.ts";
import { plain, type Said } from "./truth.ts";

/** The lines of blocks with their kinds: "p", "h", "row", "fn", and "i0", "i1" … for points. */
export function flatten(blocks: readonly Block[], level = 0): Said[] {
  return blocks.flatMap((block): Said[] => {
    switch (block.kind) {
      case "paragraph":
        return linesOf(block.runs).map(text => said("p", text));
      case "heading":
        return [said("h", linesOf(block.runs).join(" "))];
      case "bullets":
      case "numbers":
        return block.items.flatMap((item, index) => [
          said(`i${level}`, `${markOf(block, index)} ${plainWords(unmarked(item.runs))}`),
          ...flatten(item.blocks, level + 1),
        ]);
      case "table":
        return [block.head, ...block.rows]
          .filter(row => row.length > 0)
          .map(row => said("row", row.map(runs => plainWords(unmarked(runs))).join(" | ")));
      case "notes":
        return block.notes.map(note => said("fn", plainWords(unmarked(note.runs))));
      case "inset":
      case "section":
        return flatten(block.blocks, level);
      default:
        return [];
    }
  });
}

const said = (kind: string, text: string): Said => ({ kind, text: plain(text) });

/** Without the marks of footnotes. */
const unmarked = (runs: readonly Run[]): Run[] =>
  runs.flatMap((run): Run[] => {
    if (run.kind === "mark") return [];
    return "runs" in run ? [{ ...run, runs: unmarked(run.runs) }] : [run];
  });

function linesOf(runs: readonly Run[]): readonly string[] {
  const { words, soft } = linesOfBlock({ kind: "paragraph", runs: unmarked(runs) });
  return soft ? [words.join(" ")] : words;
}

const romans = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

function markOf(block: Block & { kind: "bullets" | "numbers" }, index: number): string {
  if (block.kind === "bullets") return "•";
  const value = block.start + index;
  const small =
    block.counting === "1"
      ? String(value)
      : /i/i.test(block.counting)
        ? (romans[value] ?? "?")
        : String.fromCharCode(96 + value);
  return block.form.replace("#", /[AI]/.test(block.counting) ? small.toUpperCase() : small);
}
