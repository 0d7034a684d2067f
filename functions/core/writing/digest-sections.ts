import type { Entry } from "../bulletins/entry.ts";
import type { Block, ContentsPoint, Run } from "../letter/content.ts";
import { typesetLine } from "../letter/typography/typeset.ts";
import type { Words } from "../text/words/words.ts";
import { summaryOf } from "./summary.ts";

/** With fewer entries, the contents would repeat what the reader sees at once. */
const fewestInContents = 3;

export type DigestOptions = {
  readonly words: Pick<Words, "digest">;
  readonly language: string;
  /** Returns the text of an entry. */
  readonly read: (entry: Entry) => readonly Block[];
  /** Where the archive shows the edition: titles link to it. */
  readonly address?: string | undefined;
  /** Whether only those who know the address may read the archive: then no print shows it. */
  readonly isAddressSecret?: boolean;
  /** Longer entries are shortened, and link to the rest. Needs `address`. */
  readonly summaryWords?: number | undefined;
};

/**
 * Returns the contents and the entries of a digest as sections. Entries of one topic are sections in
 * the section of the topic, where the first of them is; then their own titles are a level lower.
 */
export function digestSections(entries: readonly Entry[], options: DigestOptions): Block[] {
  const byTopic = Map.groupBy(entries, ({ topic, id }) => topic ?? `${id} alone`);
  const sections = [...byTopic.values()].flatMap(ofTopic => {
    const [first] = ofTopic;
    const level = first?.topic === undefined ? 2 : 3;
    const each = ofTopic.map(entry => sectionOf(entry, level, options));
    if (first?.topic === undefined) return each;
    const { id } = first;
    const topic = typesetLine(first.topic, options.language);
    const blocks = [heading([{ kind: "text", text: topic }], 2), ...each.map(({ block }) => block)];
    const section: Section = {
      block: { kind: "section", id: `topic-${id}`, blocks },
      points: [{ id: `topic-${id}`, title: topic, points: each.flatMap(({ points }) => points) }],
    };
    return [section];
  });
  const blocks = sections.map(({ block }) => block);
  if (entries.length < fewestInContents) return blocks;
  const title = options.words.digest.contents;
  return [{ kind: "contents", title, points: sections.flatMap(({ points }) => points) }, ...blocks];
}

type Section = { readonly block: Block; readonly points: readonly ContentsPoint[] };

function sectionOf(entry: Entry, level: 2 | 3, options: DigestOptions): Section {
  // The words of a link are not typeset later.
  const title = typesetLine(entry.title, options.language);
  const id = `entry-${entry.id}`;
  const text = options.read(entry).map(lowered);
  const href = options.address === undefined ? undefined : `${options.address}#${id}`;
  const summary =
    href === undefined || options.summaryWords === undefined
      ? undefined
      : summaryOf(text, options.summaryWords);
  const run: Run =
    href === undefined
      ? { kind: "text", text: title }
      : { kind: "link", text: title, href, unprinted: true };
  const blocks = [
    ...(title === "" ? [] : [heading([run], level)]),
    ...(summary ?? text),
    ...(summary && href !== undefined ? [readOn(title || entry.topic || "…", href, options)] : []),
  ];
  return {
    block: { kind: "section", id, blocks },
    points: title === "" ? [] : [{ id, title, points: [] }],
  };
}

function readOn(title: string, href: string, options: DigestOptions): Block {
  const text = options.words.digest.readOn(title);
  const unprinted = options.isAddressSecret ?? false;
  return { kind: "paragraph", runs: [{ kind: "link", text, href, unprinted }] };
}

function heading(runs: readonly Run[], level: 2 | 3): Block {
  return { kind: "heading", level, runs };
}

function lowered(block: Block): Block {
  return block.kind === "heading" ? { ...block, level: 3 } : block;
}
