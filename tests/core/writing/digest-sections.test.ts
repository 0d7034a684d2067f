import { describe, expect, it } from "vitest";
import { type Block, plainWords } from "../../../functions/core/letter/content.ts";
import { digestSections } from "../../../functions/core/writing/digest-sections.ts";
import { anEntry } from "../../examples/builders.ts";

function headingsIn(block: Block): string[] {
  if (block.kind === "section") return block.blocks.flatMap(headingsIn);
  return block.kind === "heading" ? [`${block.level} ${plainWords(block.runs)}`] : [];
}

describe("the sections of a digest", () => {
  const headings = (...given: [title: string, topic?: string][]) =>
    digestSections(
      given.map(([title, topic], index) => anEntry({ id: `E${index}`, title, topic })),
      () => [{ kind: "heading", level: 2, runs: [{ kind: "text", text: "own" }] }],
    ).flatMap(headingsIn);

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
});
