import { describe, expect, it } from "vitest";
import { BadInput } from "../../../infra/cli/bad-input.ts";
import { letterUsage, readLetterArguments } from "../../../infra/local/letter/letter-arguments.ts";

function refusalOf(...args: string[]): readonly string[] {
  try {
    readLetterArguments(args);
  } catch (error) {
    if (error instanceof BadInput) return error.lines;
    throw error;
  }
  return [];
}

describe("the command line", () => {
  it("takes a letter and a list, and a directory to work in if not .letter", () => {
    const plain = {
      letter: "l.md",
      to: "c.csv",
      data: ".letter",
      json: false,
      skipBadRows: false,
      strict: false,
      preview: false,
      variants: [],
      fields: {},
      table: {},
    };
    expect(readLetterArguments(["l.md", "--to", "c.csv"])).toEqual(plain);
    expect(
      readLetterArguments([
        "--json",
        "--to=c.csv",
        "--skip-bad-rows",
        "--data",
        "d",
        "--",
        "-l.md",
      ]),
    ).toEqual({
      letter: "-l.md",
      to: "c.csv",
      data: "d",
      json: true,
      skipBadRows: true,
      strict: false,
      preview: false,
      variants: [],
      fields: {},
      table: {},
    });
    expect(
      readLetterArguments(["l.md", "--to", "c.csv", "--strict", "--uncertain", "resend"]),
    ).toEqual({
      ...plain,
      strict: true,
      uncertain: "resend",
    });
  });

  it("takes the letter in other languages, a file for each", () => {
    const given = ["l.md", "--to", "c.csv", "--variant", "cy=l.cy.md", "--variant=ar=a=b.md"];
    expect(readLetterArguments(given).variants).toEqual([
      { language: "cy", path: "l.cy.md" },
      { language: "ar", path: "a=b.md" },
    ]);
    for (const wrong of ["l.cy.md", "cy=", "=l.md", "Welsh!=l.md"])
      expect(refusalOf("l.md", "--to", "c.csv", "--variant", wrong)).toEqual([
        `--variant must be a language and a file such as "cy=letter.cy.md", not "${wrong}".`,
        letterUsage,
      ]);
  });

  it("takes fields for a letter without front matter, checked as the front matter's are", () => {
    const given = ["--subject", "Gate", "--from", "Jo <jo@example.org>", "--language", "cy"];
    expect(
      readLetterArguments(["l.txt", "--to", "c.csv", ...given, "--organisation", "Estates"]).fields,
    ).toEqual({
      subject: "Gate",
      from: "Jo <jo@example.org>",
      language: "cy",
      organisation: "Estates",
    });
    expect(refusalOf("l.txt", "--to", "c.csv", "--language", "Welsh")).toEqual([
      '--language is not a language tag such as "en" or "cy".',
      letterUsage,
    ]);
    expect(refusalOf("l.txt", "--to", "c.csv", "--from", "Jo")[0]).toMatch(
      /^--from is not a mailbox/,
    );
  });

  it("needs no list for a preview", () => {
    expect(readLetterArguments(["l.txt", "--preview"])).toMatchObject({ preview: true, to: "" });
  });

  it.each([
    [["--to", "c.csv"], "Missing LETTER: the file of the letter."],
    [["l.md"], "Missing --to: the CSV file of colleagues."],
    [
      ["l.md", "m.md", "--to", "c.csv"],
      'The command sends one letter at a time, but "m.md" names another.',
    ],
    [["l.md", "--to"], "--to needs a value."],
    [["l.md", "--to", "--json"], "--to needs a value."],
    [["l.md", "--to", "c.csv", "--json=yes"], "--json takes no value."],
    [
      ["l.md", "--to", "c.csv", "--uncertain", "retry"],
      '--uncertain must be "resend" or "accept", not "retry".',
    ],
    [["l.md", "-x", "--to", "c.csv"], "There is no option -x."],
    [["l.md", "--too", "c.csv"], "There is no option --too."],
  ])("is refused with a sentence: %j", (args, sentence) => {
    expect(refusalOf(...args)).toEqual([sentence, letterUsage]);
  });
});
