import { type Block, numberLabel, type Run } from "../../../../functions/core/letter/content.ts";

function textOf(runs: readonly Run[]): string {
  return runs.map(textOfRun).join("");
}

function textOfRun(run: Run): string {
  if (run.kind === "break") return " / ";
  if (run.kind === "link") return `<${run.href}>`;
  if (run.kind === "image") return `![${run.alt}]`;
  if (run.kind === "mark") return `[${run.label}]`;
  if (run.kind === "strong") return `**${textOf(run.runs)}**`;
  if (run.kind === "emphasis") return `_${textOf(run.runs)}_`;
  return run.text;
}

/** The blocks as lines that a test can show: "# heading", "• point", "1. point", "---", a break as " / ", a link as "<…>". */
export function outline(blocks: readonly Block[], indent = ""): string[] {
  return blocks.flatMap(block => {
    if (block.kind === "rule") return [`${indent}---`];
    if (block.kind === "inset") return outline(block.blocks, `${indent}> `);
    if (block.kind === "contents") return [];
    if (block.kind === "section") return outline(block.blocks, indent);
    if (block.kind === "heading")
      return [`${indent}${"#".repeat(block.level)} ${textOf(block.runs)}`];
    if (block.kind === "paragraph") return [indent + textOf(block.runs)];
    if (block.kind === "table")
      return [block.head, ...block.rows].map(row => `${indent}| ${row.map(textOf).join(" | ")} |`);
    if (block.kind === "notes")
      return block.notes.map(note => `${indent}[${note.label}] ${textOf(note.runs)}`);
    return block.items.flatMap((item, index) => {
      const mark = block.kind === "bullets" ? "•" : numberLabel(block, index);
      return [`${indent}${mark} ${textOf(item.runs)}`, ...outline(item.blocks, `${indent}  `)];
    });
  });
}
