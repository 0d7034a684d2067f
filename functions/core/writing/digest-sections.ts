import type { Entry } from "../bulletins/entry.ts";
import type { Block } from "../letter/content.ts";

/**
 * Returns the entries of a digest as sections. Entries of one topic stand together under its name,
 * where the first of them is; then their own titles are a level lower. `read` gives an entry's text.
 */
export function digestSections(
  entries: readonly Entry[],
  read: (entry: Entry) => readonly Block[],
): Block[] {
  const byTopic = Map.groupBy(entries, ({ topic, id }) => topic ?? `${id} alone`);
  return [...byTopic.values()].flatMap(ofTopic => {
    const topic = ofTopic[0]?.topic;
    const level = topic === undefined ? 2 : 3;
    return [
      ...(topic === undefined ? [] : [heading(topic, 2)]),
      ...ofTopic.flatMap(entry => [
        ...(entry.title === "" ? [] : [heading(entry.title, level)]),
        ...read(entry).map(lowered),
      ]),
    ];
  });
}

function heading(text: string, level: 2 | 3): Block {
  return { kind: "heading", level, runs: [{ kind: "text", text }] };
}

function lowered(block: Block): Block {
  return block.kind === "heading" ? { ...block, level: 3 } : block;
}
