import type { Block, Run } from "../../letter/content.ts";
import { plainWords } from "../../letter/content.ts";

/**
 * Splits runs into lines,
 * at breaks and at the soft line breaks ("\n") that Markdown keeps in its text.
 */
function linesOfRuns(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    if (run.kind === "break") lines.push([]);
    else if (run.kind === "strong" || run.kind === "emphasis") {
      for (const [index, runs] of linesOfRuns(run.runs).entries()) {
        if (index > 0) lines.push([]);
        lines.at(-1)?.push({ ...run, runs });
      }
    } else if (run.kind !== "text") lines.at(-1)?.push(run);
    else {
      for (const [index, text] of run.text.split("\n").entries()) {
        if (index > 0) lines.push([]);
        if (text !== "") lines.at(-1)?.push({ kind: "text", text });
      }
    }
  }
  return lines.filter(line => line.length > 0);
}

/**
 * A block and its lines; `words` are the texts of the lines.
 * Only a paragraph or a heading has lines.
 */
export type BlockLines = {
  readonly block: Block;
  readonly lines: readonly (readonly Run[])[];
  readonly words: readonly string[];
  /** Only "\n" separates the lines, which reads as a blank. */
  readonly soft: boolean;
};

export function linesOfBlock(block: Block): BlockLines {
  const runs = block.kind === "paragraph" || block.kind === "heading" ? block.runs : [];
  const lines = linesOfRuns(runs);
  return {
    block,
    lines,
    words: lines.map(line => plainWords(line).trim()),
    soft: runs.every(run => run.kind !== "break"),
  };
}

/**
 * Returns a paragraph of some lines,
 * with breaks or (`soft`) "\n" between them; nothing without lines.
 */
export function blockOfLines(lines: readonly (readonly Run[])[], soft = false): Block[] {
  const between: Run = soft ? { kind: "text", text: "\n" } : { kind: "break" };
  const runs: Run[] = [];
  for (const run of lines.flatMap((line, index) => (index === 0 ? line : [between, ...line]))) {
    const last = runs.at(-1);
    if (run.kind === "text" && last?.kind === "text")
      runs[runs.length - 1] = { kind: "text", text: last.text + run.text };
    else runs.push(run);
  }
  return runs.length === 0 ? [] : [{ kind: "paragraph", runs }];
}

/** Makes the soft line breaks of a letterhead into breaks: its short lines must stay separate. */
export function hardenShortLines(block: Block): Block[] {
  const { lines, words } = linesOfBlock(block);
  return block.kind === "paragraph" && words.every(text => text.length <= 60)
    ? blockOfLines(lines)
    : [block];
}

/**
 * Returns the runs without their first `count` characters.
 * A link that loses characters becomes text.
 */
export function dropCharacters(runs: readonly Run[], count: number): Run[] {
  const rest: Run[] = [];
  let left = count;
  for (const run of runs) {
    const text = run.kind === "break" ? "" : plainWords([run]);
    if (left === 0) rest.push(run);
    else if (left < text.length) rest.push({ kind: "text", text: text.slice(left).trimStart() });
    left = Math.max(0, left - text.length);
  }
  return rest;
}
