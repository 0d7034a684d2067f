import { describe, expect, it } from "vitest";
import { readPastedText } from "../../../functions/core/writing/pasted-text/pasted-text.ts";
import { outline } from "./pasted-letters/outline.ts";

const read = (...lines: string[]): string[] => outline(readPastedText(lines.join("\n")));

describe("paragraphs", () => {
  it("gives no blocks for no words", () => {
    for (const empty of ["", " \n\t\n", "\f\n\u00a0\ufeff", "•\n\n•"])
      expect(readPastedText(empty)).toEqual([]);
  });

  it("ends a paragraph at a line that is much shorter, where no blank lines part them", () => {
    expect(
      read(
        "The gate on Mill Lane will be closed for repairs from Monday, and",
        "drivers should use the one on Station Road.",
        "Cyclists are not affected, but they are asked to keep to the left",
        "and to ring their bells at the corner.",
      ),
    ).toEqual([
      "The gate on Mill Lane will be closed for repairs from Monday, and drivers should use the one on Station Road.",
      "Cyclists are not affected, but they are asked to keep to the left and to ring their bells at the corner.",
    ]);
  });

  it("begins a paragraph at a first-line indent, though the line before it is full", () => {
    expect(
      read(
        "    The gate on Mill Lane is closed until the repairs to the bridge",
        "are done, and the one on Station Road is open day and night for all.",
        "    Cyclists are not affected, but they are asked to keep to the left",
        "and to ring their bells.",
      ),
    ).toHaveLength(2);
  });

  it("joins a sentence that a page break tears apart", () => {
    const text =
      "We are grateful to everybody who took part in the survey that the\n\n\n\fInstitute ran in May, and to those who helped them.";
    expect(outline(readPastedText(text))).toEqual([
      "We are grateful to everybody who took part in the survey that the Institute ran in May, and to those who helped them.",
    ]);
  });

  it("keeps the lines of an address and of a letterhead set to the right", () => {
    const right = " ".repeat(50);
    const prose = "Thank you for coming to see us. We were glad to hear of your plans for";
    expect(
      read(
        `${right}Institute of Clocks`,
        `${right}12 Mill Lane`,
        "",
        "Dear Ms Ong,",
        "",
        prose,
        "the museum.",
      ),
    ).toEqual(["Institute of Clocks / 12 Mill Lane", "Dear Ms Ong,", `${prose} the museum.`]);
  });

  it("reads a line of dashes as a rule", () => {
    expect(read("One.", "", "* * *", "", "Two.", "-----", "Three.")).toEqual([
      "One.",
      "---",
      "Two.",
      "---",
      "Three.",
    ]);
  });
});

describe("hyphens at a line end", () => {
  const joined = (first: string, second: string, also = "") =>
    read(`It is a matter on which this letter has to say ${first}`, second, "", also)[0];

  it("keeps the hyphen of a compound", () => {
    expect(joined("nation-", "wide things.")).toMatch(/say nation-wide things\.$/);
    expect(joined("2014-", "15 things.")).toMatch(/say 2014-15 things\.$/);
  });

  it.each([
    ["Pente-", "cost this year.", "Pentecost this year."],
    ["the dean-", "ery this year, with another dean.", "the deanery this year, with another dean."],
    ["informa-", "tion this year.", "information this year."],
    ["long-", "term things.", "long-term things."],
    ["decision-", "making.", "decision-making."],
    ["Anglo-", "Saxon things.", "Anglo-Saxon things."],
  ])("tells a broken word from a compound: %s %s", (first, second, whole) => {
    expect(joined(first, second)).toMatch(new RegExp(`say ${whole}$`));
  });

  it("drops a soft hyphen and joins the word", () => {
    expect(joined("some\u00ad", "thing.")).toMatch(/say something\.$/);
  });

  it("joins a word that the letter itself has joined elsewhere", () => {
    expect(joined("some-", "thing.", "There is something more.")).toMatch(/say something\.$/);
    expect(joined("some-", "thing.", "Something is not some-thing.")).toMatch(/say some-thing\.$/);
  });

  it("keeps the blank after a hanging hyphen and after a dash", () => {
    expect(joined("pre-", "and post-war things.")).toMatch(/say pre- and post-war things\.$/);
    expect(joined("one thing –", "or two.")).toMatch(/say one thing – or two\.$/);
  });

  it("leaves a web address as it is that a line end broke", () => {
    expect(joined("https://example.org/some-", "thing here.")).toMatch(
      /say https:\/\/example\.org\/some- thing here\.$/,
    );
  });
});

describe("characters", () => {
  it("turns ligatures into letters and hard blanks into blanks", () => {
    expect(read("The ﬁrst oﬃce ﬂoor\u00a0costs £3\u00a0million.")).toEqual([
      "The first office floor costs £3 million.",
    ]);
  });

  it("drops controls, byte-order marks and lone surrogates", () => {
    expect(read("\ufeffA\u0007 pl\u0000ain\ud800 text\ufffe.\udc00")).toEqual(["A plain text."]);
  });

  it("keeps the quotes of Windows-1252 and the hyphen that Word calls non-breaking", () => {
    expect(read("The trust\u0092s long\u001eterm plan.")).toEqual(["The trust’s long-term plan."]);
  });

  it("keeps quotes, accents, Welsh and Arabic as they are", () => {
    for (const text of [
      "“It’s naïve,” said Zoë.",
      "Diolch am eich gwaith, ŵyr a’r tŷ.",
      "شكراً لكم على عملكم.",
    ])
      expect(read(text)).toEqual([text]);
  });
});

describe("links", () => {
  it("makes links of web addresses and leaves the punctuation of the sentence outside", () => {
    expect(
      read("See (https://example.org/a_(b)?c=d), http://example.org/x. Or ask help@example.org."),
    ).toEqual([
      "See (<https://example.org/a_(b)?c=d>), <http://example.org/x>. Or ask help@example.org.",
    ]);
  });

  it("makes none of another scheme", () => {
    expect(readPastedText("javascript:alert(1) ftp://example.org xhttps://example.org")).toEqual([
      {
        kind: "paragraph",
        runs: [
          { kind: "text", text: "javascript:alert(1) ftp://example.org xhttps://example.org" },
        ],
      },
    ]);
  });
});

describe("headings", () => {
  const prose =
    "From the first of March every request will be answered by the same team, wherever it comes from.";

  it("takes a short line in title case, in capitals or numbered, above a paragraph", () => {
    for (const heading of ["What We Ask of You", "NEXT STEPS", "2. Next steps", "Background"]) {
      expect(read("Dear all,", "", heading, "", prose)[1]).toBe(`## ${heading}`);
    }
    expect(read("Dear all,", "", "2.1 Next steps", "", prose)[1]).toBe("### 2.1 Next steps");
  });

  it.each([
    ["a Spanish question", ["¿Qué va a ocurrir?", "", prose]],
    [
      "a short question above a list",
      ["Cad is féidir a mhaoiniú?", "", "• leabhair;", "• agus imeachtaí."],
    ],
    [
      "a line above a numbered heading",
      ["What we ask of systems", "", "1. Keep People Well", "", prose],
    ],
  ])("takes %s", (_, lines) => {
    expect(read("Dear all,", "", prose, "", ...lines)[2]).toBe(`## ${lines[0]}`);
  });

  it("takes no longer question that leads to its list", () => {
    const question = "Which of these dates would you like to come on?";
    expect(read("Dear all,", "", prose, "", question, "", "• Monday", "• Friday")[2]).toBe(
      question,
    );
  });

  it("takes neither a letterhead nor a sentence nor a signatory", () => {
    const letter = read(
      "Institute of Clocks",
      "",
      "Dear all,",
      "",
      "Thank you",
      "",
      prose,
      "",
      "Yours,",
      "",
      "Ada King",
      "",
      prose,
    );
    expect(letter.filter(line => line.startsWith("#"))).toEqual([]);
  });
});
