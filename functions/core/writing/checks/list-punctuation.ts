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

/** Finds lists whose points end in different marks, or that end in ";". */
export function findListPunctuation(blocks: readonly Block[]): Omit<Finding, "entry">[] {
  return blocks.flatMap(block => {
    if (block.kind !== "bullets" && block.kind !== "numbers") return [];
    const inner = block.items.flatMap(item => findListPunctuation(item.blocks));
    const plain = block.items.filter(item => item.blocks.length === 0);
    const endings = plain.map(item => endingOf(plainWords(item.runs)));
    const last = plain.length === block.items.length ? endings.at(-1) : undefined;
    const others = new Set(last === undefined ? endings : endings.slice(0, -1));
    const mixed = others.size > 1 || (others.has("") && (last === ";" || last === ","));
    const open = (last === ";" || last === ",") && block.items.length > 1;
    if (block.items.length < 2 || (!mixed && !open)) return inner;
    const words = plainWords(block.items[0]?.runs ?? []).slice(0, 60);
    const what = open
      ? `The list that begins “${words}” ends in “${last}”. End its last point with a full stop.`
      : `The points of the list that begins “${words}” end in different marks. End all in the same way.`;
    const why = "A list is easier to read if its points look alike.";
    return [
      ...inner,
      { code: "list-punctuation", severity: "warning", where: "letter", words, what, why },
    ];
  });
}
