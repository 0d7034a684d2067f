import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Run } from "../../../functions/core/letter/content.ts";
import { textsIn } from "../../../functions/core/letter/letter-words.ts";
import { summaryOf } from "../../../functions/core/writing/summary.ts";
import { link, paragraph, text } from "../../examples/a-letter.ts";
import { anyLetter } from "../../examples/any-letter.ts";
import { runs } from "../../size.ts";

const heading: Block = { kind: "heading", level: 3, runs: [text("Hours")] };
const list: Block = {
  kind: "bullets",
  items: ["at seven", "at eight"].map(words => ({ runs: [text(words)], blocks: [] })),
};
const mark = (note: string): Run => ({ kind: "mark", label: note, note, first: true });

describe("the summary of an entry", () => {
  it("has whole blocks, as many as fit", () => {
    const blocks = [paragraph("One two."), paragraph("Three four."), paragraph("Five six.")];
    expect(summaryOf(blocks, 4)).toEqual(blocks.slice(0, 2));
    expect(summaryOf(blocks, 5)).toEqual(blocks.slice(0, 2));
    expect(summaryOf(blocks, 6)).toBeUndefined();
  });

  it("ends neither in a heading nor in the words before a list", () => {
    const blocks = [paragraph("One two."), heading, paragraph("It opens:"), list];
    expect(summaryOf(blocks, 5)).toEqual(blocks.slice(0, 1));
  });

  it("has the list with the words before it, if the text begins so", () => {
    const blocks = [paragraph("It opens:"), list, paragraph("Come early.")];
    expect(summaryOf(blocks, 2)).toEqual(blocks.slice(0, 2));
  });

  it("has the first sentences of a long paragraph, with their links and emphasis", () => {
    const long = paragraph(
      "Dr Lee opens at 7.30. ",
      { kind: "strong", runs: [text("Come early. Bring a coat. ")] },
      link("https://a.example", "Read"),
      " the notice.",
    );
    expect(summaryOf([long], 8)).toEqual([
      paragraph("Dr Lee opens at 7.30. ", { kind: "strong", runs: [text("Come early.")] }),
    ]);
  });

  it("cuts a sentence that is too long after a word, and says so", () => {
    expect(summaryOf([paragraph("one two three four five")], 3)).toEqual([
      paragraph("one two three", text(" …")),
    ]);
  });

  it("has the footnotes of what it shows", () => {
    const notes: Block = {
      kind: "notes",
      notes: ["1", "2"].map(id => ({ id, label: id, runs: [text(`Note ${id}.`)] })),
    };
    const blocks = [paragraph("One.", mark("1")), paragraph("Two three.", mark("2")), notes];
    expect(summaryOf(blocks, 2)).toEqual([
      blocks[0],
      { kind: "notes", notes: [{ id: "1", label: "1", runs: [text("Note 1.")] }] },
    ]);
  });

  it("is the beginning of any text, word by word", () => {
    fc.assert(
      fc.property(anyLetter, fc.integer({ min: 1, max: 30 }), ({ body }, maxWords) => {
        const summary = summaryOf(body, maxWords);
        if (summary === undefined) return;
        const kept = wordsIn(summary).replace(/ …$/, "");
        expect(wordsIn(body).slice(0, kept.length)).toBe(kept);
        expect(kept).not.toBe("");
      }),
      { numRuns: runs(1_000) },
    );
  });
});

const wordsIn = (blocks: readonly Block[]) =>
  blocks
    .flatMap(textsIn)
    .flatMap(words => words.split(/\s+/).filter(Boolean))
    .join(" ");
