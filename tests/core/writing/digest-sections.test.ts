import { describe, expect, it } from "vitest";
import { type Block, plainWords } from "../../../functions/core/letter/content.ts";
import { english } from "../../../functions/core/text/words/en.ts";
import {
  type DigestOptions,
  digestSections,
} from "../../../functions/core/writing/digest-sections.ts";
import { link, paragraph, text } from "../../examples/a-letter.ts";
import { anEntry } from "../../examples/builders.ts";

const options: DigestOptions = {
  words: english,
  language: "en-GB",
  read: ({ body }) => [paragraph(body)],
};
const address = "https://letters.example.org/archive/weekly/weekly_20261201";
const entries = (...given: [title: string, topic?: string][]) =>
  given.map(([title, topic], index) => anEntry({ id: `E${index}`, title, topic, body: "Text." }));
const contentsOf = (blocks: readonly Block[]) =>
  blocks.flatMap(block => (block.kind === "contents" ? [block] : []))[0];

function headingsIn(block: Block): string[] {
  if (block.kind === "section") return block.blocks.flatMap(headingsIn);
  return block.kind === "heading" ? [`${block.level} ${plainWords(block.runs)}`] : [];
}

describe("the sections of a digest", () => {
  const own = [{ kind: "heading", level: 2, runs: [text("own")] }] as const;
  const headings = (...given: [title: string, topic?: string][]) =>
    digestSections(entries(...given), { ...options, read: () => own }).flatMap(headingsIn);

  it("have the entries' titles as headings, and the entries' own below them", () => {
    expect(headings(["One"], ["Two"])).toEqual(["2 One", "3 own", "2 Two", "3 own"]);
  });

  it("stand together by topic, where the first of a topic is", () => {
    const sections = headings(["A", "Wards"], ["B"], ["C", "Wards"], ["D", "Staff"], ["E"]);
    expect(sections.filter(heading => heading !== "3 own")).toEqual([
      "2 Wards",
      "3 A",
      "3 C",
      "2 B",
      "2 Staff",
      "3 D",
      "2 E",
    ]);
  });

  it("are listed above, by topic, if there are three entries or more", () => {
    const blocks = digestSections(entries(["A", "Wards"], ["B"], ["C", "Wards"]), options);
    expect(blocks[0]).toEqual({
      kind: "contents",
      title: "In this letter",
      points: [
        {
          id: "topic-E0",
          title: "Wards",
          points: [
            { id: "entry-E0", title: "A", points: [] },
            { id: "entry-E2", title: "C", points: [] },
          ],
        },
        { id: "entry-E1", title: "B", points: [] },
      ],
    });
    expect(contentsOf(digestSections(entries(["A"], ["B"]), options))).toBeUndefined();
  });

  it("link each title to the entry in the archive, with the marks of its language", () => {
    const [section] = digestSections(entries(["Who's on call"]), { ...options, address });
    expect(section).toEqual({
      kind: "section",
      id: "entry-E0",
      blocks: [
        {
          kind: "heading",
          level: 2,
          runs: [Object.assign(link(`${address}#entry-E0`, "Who’s on call"), { unprinted: true })],
        },
        paragraph("Text."),
      ],
    });
  });
});

describe("a long entry of a digest", () => {
  const long = [paragraph("One two three."), paragraph("Four five six seven.")];
  const shown = (more: Partial<DigestOptions>) => {
    const [section] = digestSections(entries(["A"]), { ...options, read: () => long, ...more });
    return section?.kind === "section" ? section.blocks.slice(1) : [];
  };

  it("is shortened, with a link to the rest in the archive", () => {
    const rest = link(`${address}#entry-E0`, "Read on: A");
    expect(shown({ address, summaryWords: 5 })).toEqual([
      paragraph("One two three."),
      paragraph(Object.assign({}, rest, { unprinted: false })),
    ]);
    expect(shown({ address, summaryWords: 5, isAddressSecret: true })).toContainEqual(
      paragraph(Object.assign({}, rest, { unprinted: true })),
    );
  });

  it("is whole if it is not longer, if nothing is to be shortened, and without an archive", () => {
    expect(shown({ address, summaryWords: 7 })).toEqual(long);
    expect(shown({ address })).toEqual(long);
    expect(shown({ summaryWords: 5 })).toEqual(long);
  });
});
