import type { ListStyle } from "../../bulletins/bulletin.ts";
import { type Block, plainWords } from "../../letter/content.ts";
import type { Finding } from "../finding.ts";

/** How a point ends: "." also for "?" and "!", ";" also for "; and". */
function endingOf(text: string): "." | ";" | "," | "" {
  const end = text
    .trim()
    .replace(/[;,] (?:and|or|a|ac|neu|et|ou|und|oder|y|o|e)$/i, match => match[0] ?? "");
  if (/[.!?][”’"')]?$/.test(end)) return ".";
  return end.endsWith(";") ? ";" : end.endsWith(",") ? "," : "";
}

/**
 * Finds lists whose points end in different marks, that end in ";", or that end in another way than the
 * bulletin's style has it. Points that are sentences end in a full stop in each style.
 */
export function findListPunctuation(
  blocks: readonly Block[],
  style?: ListStyle,
): Omit<Finding, "entry">[] {
  return blocks.flatMap(block => {
    if (block.kind !== "bullets" && block.kind !== "numbers") return [];
    const inner = block.items.flatMap(item => findListPunctuation(item.blocks, style));
    const plain = block.items.filter(item => item.blocks.length === 0);
    const endings = plain.map(item => endingOf(plainWords(item.runs)));
    const last = plain.length === block.items.length ? endings.at(-1) : undefined;
    const what = whatIsWrong(endings, last, style);
    if (block.items.length < 2 || what === undefined) return inner;
    const words = plainWords(block.items[0]?.runs ?? []).slice(0, 60);
    return [
      ...inner,
      {
        code: "list-punctuation",
        severity: "warning",
        where: "letter",
        words,
        what: `The list that begins “${words}”: ${what}`,
        why: "A list is easier to read if its points look alike.",
      },
    ];
  });
}

type Ending = ReturnType<typeof endingOf>;

/** `last` is undefined if the last point has points of its own. */
function whatIsWrong(
  endings: readonly Ending[],
  last: Ending | undefined,
  style: ListStyle | undefined,
): string | undefined {
  const others = new Set(last === undefined ? endings : endings.slice(0, -1));
  if (last === ";" || last === ",")
    return `its last point ends in “${last}”. End it with a full stop.`;
  if (others.size > 1) return "its points end in different marks. End all in the same way.";
  const areSentences = others.has(".") && (last === "." || last === undefined);
  if (style === undefined || areSentences || others.size === 0) return undefined;
  if (style === "none" && (!others.has("") || last === "."))
    return "its points end in a mark. In this bulletin, points have none.";
  if (style === "semicolons" && (!others.has(";") || (last !== undefined && last !== ".")))
    return "in this bulletin, points end in a semicolon, and the last in a full stop.";
  return undefined;
}
