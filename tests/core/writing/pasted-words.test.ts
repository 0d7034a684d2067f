import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, plainWords } from "../../../functions/core/letter/content.ts";
import { liftLetter } from "../../../functions/core/writing/letter-grammar/letter-grammar.ts";
import { readPastedText } from "../../../functions/core/writing/pasted-text/pasted-text.ts";
import { anyCharacter } from "../../examples/any-character.ts";
import { isFullSize, runs } from "../../size.ts";
import { processorMs } from "./processor-ms.ts";

function textsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap(block => {
    if (block.kind === "rule" || block.kind === "contents") return [];
    if ("blocks" in block) return textsOf(block.blocks);
    if (block.kind === "bullets" || block.kind === "numbers")
      return block.items.flatMap(item => [plainWords(item.runs), ...textsOf(item.blocks)]);
    if (block.kind === "table") return [block.head, ...block.rows].flat().map(plainWords);
    if (block.kind === "notes")
      return block.notes.flatMap(note => [note.label, plainWords(note.runs)]);
    return [plainWords(block.runs)];
  });
}

/** Words without what may be taken out of the text: bullets, the numbers of lists, rules, hyphens. */
const wordsOf = (text: string): string[] =>
  text.split(/\s+/).filter(word => /\p{L}\p{L}/u.test(word));

const word = fc.constantFrom(
  "the",
  "Trust",
  "will",
  "review",
  "each",
  "plan;",
  "and",
  "report.",
  "people,",
  "Dear",
  "Yours",
  "sincerely,",
  "Monday",
  "https://example.org/a.",
  "naïve",
  "Regards",
  "we’ll:",
  "Re:",
  "P.S.",
);
const opening = fc.constantFrom(
  "",
  "",
  "",
  " ",
  "    ",
  "• ",
  "- ",
  "– ",
  "o ",
  "1. ",
  "2. ",
  "3) ",
  "a) ",
  "(ii) ",
  "*\t",
  "\f",
  "•\n",
  "-----\n",
);
const line = fc
  .tuple(opening, fc.array(word, { maxLength: 14 }))
  .map(([start, words]) => start + words.join(" "));
const text = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\n", "\n\n", "\r\n", "\n \n\n")), { maxLength: 40 })
  .map(lines => lines.flat().join(""));

describe("no word is lost or moved", () => {
  it("keeps the sequence of words when a text is read", () => {
    fc.assert(
      fc.property(text, source => {
        expect(textsOf(readPastedText(source)).flatMap(wordsOf)).toEqual(wordsOf(source));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it("keeps the sequence of words when the letter's grammar is lifted", () => {
    fc.assert(
      fc.property(text, source => {
        const letter = liftLetter(readPastedText(source));
        const lifted = [
          ...textsOf(letter.preamble),
          letter.salutation ?? "",
          ...textsOf(letter.body),
          letter.signOff ?? "",
          ...letter.signatories.flatMap(({ mark = "", name, postNominals, role }) => [
            mark,
            name,
            postNominals,
            ...role,
          ]),
          ...textsOf(letter.postscript),
        ];
        const plain = (words: string[]) => words.map(found => found.replace(/,$/, ""));
        expect(plain(lifted.flatMap(wordsOf))).toEqual(plain(wordsOf(source)));
      }),
      { numRuns: runs(2_000) },
    );
  });

  it("reads anything at all without complaint, and leaves no control in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), source => {
        const blocks = readPastedText(source);
        liftLetter(blocks);
        expect(textsOf(blocks).join("")).not.toMatch(/[^\P{Cc}]|\p{Cs}/u);
      }),
      { numRuns: runs(1_000) },
    );
  });
});

describe("time grows with the text, not faster", () => {
  const megabytes = isFullSize ? 2 : 0.5;
  const nasty: Readonly<Record<string, string>> = {
    "a long line": "x",
    blanks: " ",
    "a wrapped paragraph":
      "The quick brown fox jumps over the lazy dog and then runs away to the hills of\n",
    "brackets and stops": "(.)”",
    addresses: "https://example.org/(( ",
    "half addresses": "https://",
    hyphens: "a-",
    "soft hyphens": "wordy wordy wordy wordy wordy wordy wordy wordy wordy foo\u00ad\n",
    points: "• a point of a list that goes on and on, and is never to be ended by anyone\n",
    "first points":
      "1. a point of a list that goes on and on, and is never to be ended by anyone\n",
    "lead-ins": "there are many things to say of this and here is the list of all of them:\n and\n",
    "sign-offs": "Yours sincerely, Jane Smith MP, CBE, FRCP, and many others of the same names\n",
    rules: "- ",
  };
  for (const [name, unit] of Object.entries(nasty)) {
    it(`reads ${megabytes} MB of ${name} in seconds`, () => {
      const source = unit.repeat(Math.ceil((megabytes * 1_000_000) / unit.length));
      expect(processorMs(() => liftLetter(readPastedText(source)))).toBeLessThan(megabytes * 2_000);
    });
  }

  it("reads lists nested a thousand deep", () => {
    const source = Array.from(
      { length: 1000 },
      (_, depth) => `${" ".repeat(depth * 2)}• point`,
    ).join("\n");
    expect(textsOf(readPastedText(source))).toHaveLength(1000);
  });
});
