import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPastedText } from "../../../functions/core/writing/pasted-text/pasted-text.ts";
import { runs } from "../../size.ts";
import { hospitalLetter, universityLetter } from "./pasted-letters/letters.ts";
import { blocksOf, plainSetting, type Setting, setLetter } from "./pasted-letters/set-letter.ts";

const settings: Readonly<Record<string, Partial<Setting>>> = {
  "wrapped at 90 characters": {},
  "wrapped at 72 characters": { column: 72 },
  "wrapped at 110 characters": { column: 110 },
  "double-spaced, paragraphs two blank lines apart": { spacing: 1, gap: 2 },
  "double-spaced, paragraphs three blank lines apart": { spacing: 1, gap: 3, trailing: " " },
  "triple-spaced": { spacing: 2, gap: 4 },
  "one line a paragraph, as Word has it": { column: "word" },
  "one line a paragraph without blank lines": { column: "word", gap: 0 },
  "wrapped, without blank lines": { gap: 0 },
  "double-spaced, without blank lines between paragraphs": { spacing: 1, gap: 1, column: 110 },
  "with nothing at all for bullets": { bullet: "" },
  "with nothing at all for bullets, double-spaced": { bullet: "", spacing: 1, gap: 3, column: 72 },
  "in CRLF": { newline: "\r\n" },
  "double-spaced in CRLF": { newline: "\r\n", spacing: 1, gap: 3 },
  "in the line ends of an old Mac": { newline: "\r" },
  "with hard blanks": { blank: "\u00a0" },
  indented: { margin: "      " },
  "indented by tabs": { margin: "\t\t" },
  "with hanging points": { hanging: 2 },
  "with deeper hanging points": { bullet: "  •   ", hanging: 6 },
  "with hyphens for bullets": { bullet: "- " },
  "with asterisks for bullets": { bullet: "* " },
  "with dashes for bullets": { bullet: "– " },
  "with Word's o for bullets": { bullet: "o\t" },
  "with Symbol's bullets": { bullet: "\uf0b7\t" },
  "with nothing but a blank for bullets": { bullet: " " },
  "with nothing but a blank for bullets, double-spaced": {
    bullet: " ",
    spacing: 1,
    gap: 3,
    trailing: " ",
  },
  "with nothing but a hanging indent for bullets": { bullet: "    ", hanging: 4 },
  "with a page break every twenty lines": { pageLength: 20 },
  "with a page break every seven lines, double-spaced": { pageLength: 7, spacing: 1, gap: 3 },
};

describe("a letter is read as the same blocks however it was set", () => {
  for (const [name, setting] of Object.entries(settings)) {
    for (const [kind, letter] of Object.entries({
      hospital: hospitalLetter,
      university: universityLetter,
    })) {
      it(`reads the ${kind}'s letter ${name}`, () => {
        expect(readPastedText(setLetter(letter, { ...plainSetting, ...setting }))).toEqual(
          blocksOf(letter),
        );
      });
    }
  }

  it("reads it in any mixture of column, spacing, bullets, margin and page length", () => {
    const anySetting = fc.record({
      column: fc.oneof(fc.constant("word" as const), fc.integer({ min: 60, max: 130 })),
      spacing: fc.integer({ min: 0, max: 2 }),
      bullet: fc.constantFrom("• ", "•\t", "▪ ", "\uf0a7 ", "- ", "* ", "●"),
      hanging: fc.constantFrom(0, 2, 3),
      newline: fc.constantFrom("\n", "\r\n"),
      blank: fc.constantFrom(" ", "\u00a0"),
      margin: fc.constantFrom("", " ", "    ", "\t"),
      trailing: fc.constantFrom("", " ", "  \t"),
      pageLength: fc.constantFrom(0, 0, 11, 25),
      extra: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(
        anySetting,
        fc.constantFrom(hospitalLetter, universityLetter),
        ({ extra, ...setting }, letter) => {
          const spacing = setting.column === "word" ? 0 : setting.spacing;
          const text = setLetter(letter, { ...setting, spacing, gap: spacing + extra });
          expect(readPastedText(text)).toEqual(blocksOf(letter));
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
