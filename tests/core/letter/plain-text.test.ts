import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../../../functions/core/letter/content.ts";
import { sentinels, splitAtPlaces } from "../../../functions/core/letter/places.ts";
import { renderPlainText } from "../../../functions/core/letter/plain-text.ts";
import {
  aFooter,
  aLetter,
  anArabicFooter,
  anArabicLetter,
  aWelshLetter,
  link,
  paragraph,
  somePlaces,
  text,
} from "../../examples/a-letter.ts";
import { anyLetter, firstWordMissing, wordsOf } from "../../examples/any-letter.ts";

const bodyOf = (...body: readonly Block[]) => {
  const letter = aLetter({
    subject: "",
    heading: "",
    preamble: [],
    body,
    signOff: "",
    signatories: [],
    postscript: [],
  });
  return renderPlainText(letter, { ...somePlaces, salutation: "" }, aFooter()).split(
    "\n\n-- \n",
  )[0];
};

describe("renderPlainText", () => {
  it.each([
    ["english", aLetter(), aFooter()],
    ["welsh", aWelshLetter(), aFooter()],
    ["arabic", anArabicLetter(), anArabicFooter()],
  ])("reads as the golden letter does: %s", async (name, letter, footer) => {
    const places = { ...somePlaces, salutation: letter.salutation };
    await expect(renderPlainText(letter, places, footer)).toMatchFileSnapshot(
      `../golden/letter-${name}.txt`,
    );
  });

  it("keeps a paragraph on one line, however long, and reads a soft break as a blank", () => {
    expect(bodyOf(paragraph(`${"word ".repeat(300)}\n  end`))).toBe(`${"word ".repeat(300)}end`);
  });

  it("keeps a hard line break", () => {
    expect(bodyOf(paragraph("4 Castle Street,", { kind: "break" }, " Northbridge"))).toBe(
      "4 Castle Street,\nNorthbridge",
    );
  });

  it("shows a link's address after its label, and only once if they are the same", () => {
    expect(bodyOf(paragraph("See ", link("https://example.org/a", "the guide"), "."))).toBe(
      "See the guide (https://example.org/a).",
    );
    expect(bodyOf(paragraph(link("https://example.org/a")))).toBe("https://example.org/a");
    expect(bodyOf(paragraph(link("mailto:a@example.org", "a@example.org")))).toBe("a@example.org");
  });

  it("numbers on from the list's start, and hangs what is nested under its item", () => {
    const nested: Block = {
      kind: "bullets",
      items: [{ runs: [text("inner"), { kind: "break" }, text("line")], blocks: [] }],
    };
    const numbers: Block = {
      kind: "numbers",
      counting: "1",
      form: "#.",
      start: 9,
      items: [
        { runs: [text("nine")], blocks: [nested] },
        { runs: [text("ten")], blocks: [paragraph("more")] },
      ],
    };
    expect(bodyOf(numbers)).toBe("9. nine\n   • inner\n     line\n10. ten\n    more");
  });

  it("sets an inset in by four blanks, its paragraphs apart", () => {
    expect(bodyOf({ kind: "inset", blocks: [paragraph("one"), paragraph("two")] })).toBe(
      "    one\n\n    two",
    );
  });

  it("leaves no gap if a letter has no preamble, sign-off or post-nominals", () => {
    expect(
      renderPlainText(
        aLetter({ signOff: "", preamble: [], postscript: [] }),
        somePlaces,
        aFooter(),
      ),
    ).not.toContain("\n\n\n");
  });

  it("lets the footer go without a postal address", () => {
    const { organisation, reason } = aFooter();
    expect(renderPlainText(aLetter(), somePlaces, { organisation, reason })).toContain(
      `-- \n${organisation}\n${reason}\n`,
    );
  });

  it("links to the organisation's privacy notice if it has one", () => {
    const privacyUrl = "https://harbour-health.example/privacy";
    expect(renderPlainText(aLetter(), somePlaces, aFooter({ privacyUrl }))).toContain(
      `\nPrivacy: ${privacyUrl}\n`,
    );
  });

  it("places each person's value exactly once", () => {
    const pieces = splitAtPlaces(renderPlainText(aLetter(), sentinels, aFooter()));
    expect(pieces.flatMap(piece => ("place" in piece ? [piece.place] : []))).toEqual([
      "salutation",
      "viewUrl",
      "manageUrl",
      "unsubscribeUrl",
    ]);
  });

  it("has every word of any letter, in order", () => {
    fc.assert(
      fc.property(anyLetter, letter => {
        const places = { ...somePlaces, salutation: letter.salutation };
        expect(
          firstWordMissing(wordsOf(letter), renderPlainText(letter, places, aFooter())),
        ).toBeUndefined();
      }),
    );
  });
});
