import type { Block, ListItem, Run } from "./content.ts";

/** Returns a block with every line of it, also in the blocks within it, changed by a function. */
export function mapRuns(of: Block, change: (runs: readonly Run[]) => readonly Run[]): Block {
  const blocks = (given: readonly Block[]) => given.map(each => mapRuns(each, change));
  switch (of.kind) {
    case "heading":
    case "paragraph":
      return { ...of, runs: change(of.runs) };
    case "bullets":
    case "numbers":
      return {
        ...of,
        items: of.items.map(
          (item): ListItem => ({ runs: change(item.runs), blocks: blocks(item.blocks) }),
        ),
      };
    case "table":
      return { ...of, head: of.head.map(change), rows: of.rows.map(row => row.map(change)) };
    case "inset":
    case "section":
      return { ...of, blocks: blocks(of.blocks) };
    case "notes":
      return { ...of, notes: of.notes.map(note => ({ ...note, runs: change(note.runs) })) };
    case "contents":
    case "rule":
      return of;
  }
}
