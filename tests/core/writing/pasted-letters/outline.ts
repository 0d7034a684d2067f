import type { Block, Run } from "../../../../functions/core/letter/content.ts";

function textOf(runs: readonly Run[]): string {
  return runs
    .map(run => (run.kind === "break" ? " / " : run.kind === "link" ? `<${run.href}>` : run.text))
    .join("");
}

/** The blocks as lines that a test can show: "# heading", "• point", "1. point", "---", a break as " / ", a link as "<…>". */
export function outline(blocks: readonly Block[], indent = ""): string[] {
  return blocks.flatMap(block => {
    if (block.kind === "rule") return [`${indent}---`];
    if (block.kind === "inset") return outline(block.blocks, `${indent}> `);
    if (block.kind === "heading")
      return [`${indent}${"#".repeat(block.level)} ${textOf(block.runs)}`];
    if (block.kind === "paragraph") return [indent + textOf(block.runs)];
    return block.items.flatMap((item, index) => {
      const mark = block.kind === "bullets" ? "•" : `${block.start + index}.`;
      return [`${indent}${mark} ${textOf(item.runs)}`, ...outline(item.blocks, `${indent}  `)];
    });
  });
}
