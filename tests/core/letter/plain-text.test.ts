import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block, Run } from "../../../functions/core/letter/content.ts";
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

  const links = (count: number) =>
    paragraph(
      ...Array.from({ length: count }, (_, index) =>
        link(`https://a.example/${index}`, `${index}`),
      ),
    );

  it("shows the address of each link where it is, if they are few", () => {
    expect(bodyOf(links(4))).toContain("3 (https://a.example/3)");
  });

  it("numbers many links, each address once, and has the addresses at the end", () => {
    const again = paragraph(
      link("https://a.example/1", "again"),
      link("mailto:b@c.example", "b@c.example"),
    );
    const shown = renderPlainText(aLetter({ body: [links(5), again] }), somePlaces, aFooter());
    expect(shown).toContain("\n0 [1]1 [2]2 [3]3 [4]4 [5]\n\nagain [2]b@c.example\n");
    expect(shown).toContain("\n\n[1] https://a.example/0\n[2] https://a.example/1\n[3] ");
    expect(shown.match(/https:\/\/a\.example\/1/g)).toHaveLength(1);
  });

  it("numbers no links beside footnotes, whose marks look the same", () => {
    const mark: Run = { kind: "mark", label: "1", note: "1", first: true };
    expect(
      renderPlainText(aLetter({ body: [links(5), paragraph(mark)] }), somePlaces, aFooter()),
    ).toContain("4 (https://a.example/4)");
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
