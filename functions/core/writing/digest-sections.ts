import type { Entry } from "../bulletins/entry.ts";
import type { Block } from "../letter/content.ts";

/**
 * Returns the entries of a digest as sections. Entries of one topic are sections in the section of
 * the topic, where the first of them is; then their own titles are a level lower. `read` gives an
 * entry's text.
 */
export function digestSections(
  entries: readonly Entry[],
  read: (entry: Entry) => readonly Block[],
): Block[] {
  const byTopic = Map.groupBy(entries, ({ topic, id }) => topic ?? `${id} alone`);
  const section = ({ id, title }: Entry, level: 2 | 3, blocks: readonly Block[]): Block => ({
    kind: "section",
    id: `entry-${id}`,
    blocks: [...(title === "" ? [] : [heading(title, level)]), ...blocks.map(lowered)],
  });
  return [...byTopic.values()].flatMap(ofTopic => {
    const [first] = ofTopic;
    if (first?.topic === undefined) return ofTopic.map(entry => section(entry, 2, read(entry)));
    const inTopic = ofTopic.map(entry => section(entry, 3, read(entry)));
    return [
      {
        kind: "section",
        id: `topic-${first.id}`,
        blocks: [heading(first.topic, 2), ...inTopic],
      },
    ];
  });
}

function heading(text: string, level: 2 | 3): Block {
  return { kind: "heading", level, runs: [{ kind: "text", text }] };
}

function lowered(block: Block): Block {
  return block.kind === "heading" ? { ...block, level: 3 } : block;
}
