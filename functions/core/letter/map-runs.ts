import type { Block, ListItem, Run } from "./content.ts";

type Change = (runs: readonly Run[], place: "line" | "cell") => readonly Run[];

/**
 * Returns a block with every line of it, also in the blocks within it, changed by a function, which
 * learns whether the line is in a cell of a table.
 */
export function mapRuns(of: Block, given: Change): Block {
  const change = (runs: readonly Run[]) => given(runs, "line");
  const cell = (runs: readonly Run[]) => given(runs, "cell");
  const blocks = (inner: readonly Block[]) => inner.map(each => mapRuns(each, given));
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
      return { ...of, head: of.head.map(cell), rows: of.rows.map(row => row.map(cell)) };
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
