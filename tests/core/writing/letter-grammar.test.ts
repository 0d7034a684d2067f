import { describe, expect, it } from "vitest";
import { liftLetter } from "../../../functions/core/writing/letter-grammar/letter-grammar.ts";
import { parseMarkdown } from "../../../functions/core/writing/markdown.ts";
import { readPastedText } from "../../../functions/core/writing/pasted-text/pasted-text.ts";
import { hospitalLetter } from "./pasted-letters/letters.ts";
import { outline } from "./pasted-letters/outline.ts";
import { blocksOf, plainSetting, setLetter } from "./pasted-letters/set-letter.ts";

const prose =
  "The reading room will stay open until nine in the evening from the first of May, and on Sundays as well.";

function lift(...lines: string[]) {
  const { preamble, body, postscript, ...fields } = liftLetter(readPastedText(lines.join("\n")));
  return {
    ...fields,
    preamble: outline(preamble),
    body: outline(body),
    postscript: outline(postscript),
  };
}

describe("a whole letter", () => {
  const parts = {
    salutation: "Dear colleague,",
    signOff: "With kind regards,",
    signatories: [
      { name: "Dr Amina Rahman-Hughes", postNominals: "OBE", role: ["Chief Executive"] },
    ],
    preamble: blocksOf(hospitalLetter.slice(0, 1)),
    body: blocksOf(hospitalLetter.slice(2, -2)),
    postscript: [],
    subject: undefined,
  };

  it("has the same grammar from a PDF, from Word and from Markdown", () => {
    const pdf = setLetter(hospitalLetter, { ...plainSetting, bullet: " ", spacing: 1, gap: 3 });
    expect(liftLetter(readPastedText(pdf))).toEqual(parts);
    expect(
      liftLetter(
        readPastedText(setLetter(hospitalLetter, { ...plainSetting, column: "word", gap: 0 })),
      ),
    ).toEqual(parts);
    expect(
      liftLetter(
        parseMarkdown(setLetter(hospitalLetter, { ...plainSetting, column: "word", bullet: "- " })),
      ),
    ).toEqual(parts);
  });

  it("may have none: then all its words are body", () => {
    expect(lift(prose)).toEqual({
      preamble: [],
      body: [prose],
      postscript: [],
      salutation: undefined,
      signOff: undefined,
      signatories: [],
      subject: undefined,
    });
    expect(liftLetter([])).toMatchObject({ body: [], salutation: undefined, signatories: [] });
  });
});

describe("salutations", () => {
  it("are known in the languages of the letters we have seen", () => {
    for (const salutation of [
      ...[
        "Dear colleague,",
        "Dear Colleague",
        "Dear Sir or Madam,",
        "Dear all,",
        "Dear Mr. O’Neill,",
        "Dear Colleagues:",
        "Hello everyone,",
        "To all staff,",
        "Colleagues,",
      ],
      ...[
        "Annwyl gydweithiwr,",
        "Annwyl gydweithiwr / Dear colleague,",
        "Chers collègues,",
        "Madame, Monsieur,",
        "Liebe Kolleginnen und Kollegen,",
      ],
      ...[
        "Sehr geehrte Damen und Herren,",
        "Estimados colegas:",
        "Gentili colleghi,",
        "A chairde,",
        "Kära kollegor,",
        "عزيزي الزميل،",
      ],
    ]) {
      expect(lift(salutation, "", prose, "", "Yours,", "Ada")).toMatchObject({
        salutation,
        preamble: [],
        body: [prose],
      });
    }
  });

  it("are split from the first sentence, whatever parts the two", () => {
    for (const text of [
      `Dear colleague,\n${prose}`,
      `Dear colleague, ${prose}`,
      `  Dear colleague,  \n\n${prose}`,
    ]) {
      expect(lift(text)).toMatchObject({ salutation: "Dear colleague,", body: [prose] });
      expect(liftLetter(parseMarkdown(text.trim()))).toMatchObject({
        salutation: "Dear colleague,",
        body: [{ kind: "paragraph" }],
      });
    }
  });

  it("leave the soft line breaks of Markdown's prose as they are", () => {
    const text =
      "Dear colleague,\nThe reading room will stay open until nine,\nand on Sundays as well.\nYours,\nAda King";
    const body = [
      {
        kind: "paragraph",
        runs: [
          {
            kind: "text",
            text: "The reading room will stay open until nine,\nand on Sundays as well.",
          },
        ],
      },
    ];
    expect(liftLetter(parseMarkdown(text))).toMatchObject({
      body,
      signOff: "Yours,",
      signatories: [{ name: "Ada King" }],
    });
  });

  it("are taken in an unknown language if they stand right above the prose", () => {
    expect(lift("Hyvät ystävät,", "", prose)).toMatchObject({
      salutation: "Hyvät ystävät,",
      body: [prose],
    });
  });

  it("are none in the middle of a letter, nor as part of a sentence", () => {
    const quoted = "Dear friends have told us so, and dear they are.";
    expect(lift(quoted, "", prose, prose).salutation).toBeUndefined();
    expect(lift(`${prose} ${prose}`, "", "Dear friends,", "", prose).salutation).toBeUndefined();
  });
});

describe("the preamble", () => {
  it("is what stands above, and names the subject", () => {
    expect(
      lift(
        "Institute of Clocks",
        "12 Mill Lane",
        "",
        "4 May 2027",
        "",
        "Subject: Opening hours",
        "",
        "Dear all,",
        "",
        prose,
      ),
    ).toMatchObject({
      preamble: ["Institute of Clocks / 12 Mill Lane", "4 May 2027", "Subject: Opening hours"],
      subject: "Opening hours",
    });
  });

  it("may leave the subject to a line below the salutation, which stays there", () => {
    expect(lift("Dear all,", "", "Re: Opening hours", "", prose)).toMatchObject({
      subject: "Opening hours",
      body: ["Re: Opening hours", prose],
    });
  });
});

describe("sign-offs", () => {
  it("are known in the languages of the letters we have seen", () => {
    for (const signOff of [
      ...[
        "With best wishes,",
        "Yours sincerely,",
        "Yours faithfully,",
        "Kind regards",
        "Yours ever,",
        "With thanks and best wishes,",
        "With every good wish,",
      ],
      ...[
        "Thank you for your continued support,",
        "All the best,",
        "Cofion cynnes,",
        "Yn gywir,",
        "Yn gywir / Yours sincerely,",
        "Gyda diolch,",
      ],
      ...[
        "Mit freundlichen Grüßen",
        "Cordialement,",
        "Bien à vous,",
        "Atentamente,",
        "Un cordial saludo,",
        "Cordiali saluti",
        "Med vänliga hälsningar",
        "مع أطيب التحيات،",
      ],
    ]) {
      expect(lift("Dear all,", "", prose, "", signOff, "", "Ada King")).toMatchObject({
        signOff,
        signatories: [{ name: "Ada King" }],
        body: [prose],
      });
    }
  });

  it("are the last of their kind, and no part of a sentence", () => {
    expect(
      lift("Dear all,", "", "Thank you.", "", prose, "", "Regards,", "Ada King"),
    ).toMatchObject({
      signOff: "Regards,",
      body: ["Thank you.", prose],
    });
    expect(
      lift(
        "Dear all,",
        "",
        "Please give your families my very best wishes for the year.",
        "",
        prose,
      ).signOff,
    ).toBeUndefined();
  });

  it("are guessed by their comma among the last short lines", () => {
    expect(
      lift("Dear all,", "", prose, "", "Onwards and upwards,", "", "Ada King", "Warden"),
    ).toMatchObject({
      signOff: "Onwards and upwards,",
      signatories: [{ name: "Ada King", role: ["Warden"] }],
    });
  });

  it("may share a paragraph or a line with the name", () => {
    const signed = {
      signOff: "Yours sincerely,",
      signatories: [{ name: "Ada King", postNominals: "CBE", role: ["Warden"] }],
    };
    expect(lift("Dear all,", prose, "Yours sincerely,", "Ada King CBE", "Warden")).toMatchObject(
      signed,
    );
    expect(
      lift("Dear all,", "", prose, "", "Yours sincerely, Ada King CBE", "", "Warden"),
    ).toMatchObject(signed);
    expect(
      liftLetter(parseMarkdown(`Dear all,\n\n${prose}\n\nYours sincerely,\nAda King CBE\nWarden`)),
    ).toMatchObject(signed);
  });
});

describe("what follows the sign-off", () => {
  const end = (...lines: string[]) =>
    lift("Dear all,", "", prose, "", "Yours sincerely,", "", ...lines);

  it("is the name and the roles, then the postscript", () => {
    expect(end("Ada King", "Warden", "", "P.S. Bring a lamp.", "", "cc: the porter")).toMatchObject(
      {
        signatories: [{ name: "Ada King", postNominals: "", role: ["Warden"] }],
        postscript: ["P.S. Bring a lamp.", "cc: the porter"],
      },
    );
    expect(end("Ada King", "Enc: a map", "a key")).toMatchObject({
      signatories: [{ role: [] }],
      postscript: ["Enc: a map / a key"],
    });
    expect(end("Ada King", "", prose)).toMatchObject({
      signatories: [{ role: [] }],
      postscript: [prose],
    });
  });

  it("is one signatory or more, each with their own roles", () => {
    const both = [
      { name: "Ada King", postNominals: "CBE", role: ["Warden"] },
      { name: "Ben Ode", postNominals: "", role: ["Bursar"] },
    ];
    expect(end("Ada King CBE", "Warden", "", "Ben Ode", "Bursar").signatories).toEqual(both);
    expect(end("Ada King CBE", "", "Warden", "", "Ben Ode", "", "Bursar").signatories).toEqual(
      both,
    );
    expect(end("Ada King CBE", "Warden", "Ben Ode", "Bursar").signatories).toEqual(both);
    expect(end("Ada King", "", "Ben Ode").signatories).toMatchObject([
      { name: "Ada King", role: [] },
      { name: "Ben Ode", role: [] },
    ]);
    expect(end("Ada King", "Regional Director", "North Shore").signatories).toMatchObject([
      { name: "Ada King", role: ["Regional Director", "North Shore"] },
    ]);
  });

  it.each([
    [["[signed]", "", "Ada King"], "[signed]"],
    [["[Electronically signed]", "", "Ada King"], "[Electronically signed]"],
    [["/s/", "", "Ada King"], "/s/"],
    [["/s/ Ada King"], "/s/"],
    [["/Ada King/", "Ada King"], "/Ada King/"],
    [["pp. Jo Ode", "Ada King"], "pp. Jo Ode"],
    [["Signed: Ada King"], "Signed:"],
    [["For and on behalf of the Board", "Ada King"], "For and on behalf of the Board"],
  ])("keeps what is in place of a signature, such as %j", (lines, mark) => {
    expect(end(...lines).signatories).toEqual([
      { name: "Ada King", postNominals: "", role: [], mark },
    ]);
  });

  it.each([
    [["For action", "Chief Executives, NHS Boards"], "For action / Chief Executives, NHS Boards"],
    [["Chief Executives, NHS Boards"], "Chief Executives, NHS Boards"],
    [["By email only"], "By email only"],
    [["Our ref: 12/4"], "Our ref: 12/4"],
    [["Tel: 01632 960 001"], "Tel: 01632 960 001"],
    [["--", "ada@example.org"], "-- / ada@example.org"],
  ])("ends with what is no role: %j", (lines, below) => {
    expect(end("Ada King", "Warden", "", ...lines)).toMatchObject({
      signatories: [{ role: ["Warden"] }],
      postscript: [below],
    });
  });

  it("ends at a heading, a list or a rule, which is kept", () => {
    const below = parseMarkdown(`Yours,\n\nAda King\n\n## Annex\n\n- a map`);
    expect(liftLetter(below)).toMatchObject({
      signatories: [{ name: "Ada King", role: [] }],
      postscript: [{ kind: "heading" }, { kind: "bullets" }],
    });
  });

  it("may be nothing", () => {
    expect(end()).toMatchObject({
      signOff: "Yours sincerely,",
      signatories: [],
      postscript: [],
    });
  });
});
