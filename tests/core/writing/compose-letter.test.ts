import { describe, expect, it } from "vitest";
import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import type { Entry } from "../../../functions/core/bulletins/entry.ts";
import type { Letter } from "../../../functions/core/letter/letter.ts";
import { composeLetter } from "../../../functions/core/writing/compose-letter.ts";
import { paragraph, text } from "../../examples/a-letter.ts";
import { wordsOf } from "../../examples/any-letter.ts";
import { aBulletin, anEntry } from "../../examples/builders.ts";

const slot = new Date("2026-11-17T09:00:00Z");

function letterOf(entries: readonly Partial<Entry>[], changed: Partial<Bulletin> = {}): Letter {
  const composed = composeLetter(
    aBulletin({ signatories: [], ...changed }),
    entries.map(anEntry),
    slot,
  );
  if (composed.kind === "incomplete") throw new Error(`no ${composed.missing.join(", ")}`);
  return composed.letter;
}

/** How often each word stands in the letter. */
function count(letter: Letter, word: string): number {
  return wordsOf(letter).filter(each => each.replace(/[,.]$/, "") === word).length;
}

const prose =
  "Dear friends,\n\nThe clinics open at seven.\n\nWarm regards,\n\nAda King MP\nMinister of State\n";
const ada = { name: "Ada King", postNominals: "MP", role: ["Minister of State"] };

describe("an entry that is a whole letter", () => {
  it("has its grammar taken from its prose", () => {
    expect(letterOf([{ body: prose }])).toMatchObject({
      subject: "Winter clinics",
      heading: "Winter clinics",
      salutation: "Dear friends,",
      body: [paragraph("The clinics open at seven.")],
      signOff: "Warm regards,",
      signatories: [ada],
    });
  });

  it("has the bulletin's grammar if its prose has none", () => {
    const signatories = [{ name: "Jo", postNominals: "", role: [] }];
    expect(letterOf([{ body: "The clinics open at seven." }], { signatories })).toMatchObject({
      salutation: "Dear colleague,",
      signOff: "With best wishes,",
      signatories,
    });
  });

  it.each<[string, Partial<Entry>]>([
    ["nothing", {}],
    ["the salutation", { salutation: "Dear friends" }],
    ["the sign-off", { signOff: "Warm regards," }],
    ["the signatory", { signatories: [{ name: "ADA KING", postNominals: "", role: [] }] }],
    [
      "the signatory's role",
      { signatories: [{ name: "Ada King", postNominals: "MP", role: ["Minister of State"] }] },
    ],
    [
      "the signatory's letters within the name",
      { signatories: [{ name: "Ada King MP", postNominals: "", role: [] }] },
    ],
    ["everything", { salutation: "Dear friends,", signOff: "Warm regards,", signatories: [ada] }],
  ])("shows once what its fields and its prose both have: %s", (_, fields) => {
    const letter = letterOf([{ body: prose, ...fields }]);
    expect(letter.body).toEqual([paragraph("The clinics open at seven.")]);
    for (const word of ["Dear", "friends", "clinics", "Warm", "regards", "MP", "Minister", "State"])
      expect([word, count(letter, word === "clinics" ? "seven" : word)]).toEqual([word, 1]);
    expect(letter.signatories[0]?.role).toEqual(["Minister of State"]);
  });

  it("keeps another salutation of the prose at the head of the body", () => {
    const letter = letterOf([{ body: prose, salutation: "Dear colleagues," }]);
    expect(letter).toMatchObject({
      salutation: "Dear colleagues,",
      body: [paragraph("Dear friends,"), paragraph("The clinics open at seven.")],
    });
  });

  it("keeps another sign-off of the prose at the foot of the body", () => {
    const letter = letterOf([{ body: prose, signOff: "Yours sincerely," }]);
    expect(letter).toMatchObject({ signOff: "Yours sincerely,", signatories: [ada] });
    expect(letter.body).toEqual([
      paragraph("The clinics open at seven."),
      paragraph("Warm regards,"),
    ]);
  });

  it("keeps another signatory of the prose, under the sign-off that stood above", () => {
    const letter = letterOf([
      { body: prose, signatories: [{ name: "Jo Bell", postNominals: "", role: [] }] },
    ]);
    expect(letter).toMatchObject({ signOff: "", signatories: [{ name: "Jo Bell" }] });
    expect(letter.body.slice(1)).toEqual(
      ["Warm regards,", "Ada King MP", "Minister of State"].map(each => paragraph(each)),
    );
  });

  it("keeps what only the prose says about the signatory", () => {
    expect(
      letterOf([
        {
          body: prose,
          signatories: [
            { name: "Ada King", postNominals: "CBE", role: ["Member for Northbridge"] },
          ],
        },
      ]).signatories[0],
    ).toEqual({
      name: "Ada King",
      postNominals: "CBE MP",
      role: ["Member for Northbridge", "Minister of State"],
    });
  });

  it("does not sign with the bulletin's sign-off under a name that has none", () => {
    expect(letterOf([{ body: prose, signOff: "" }]).body).toEqual([
      paragraph("The clinics open at seven."),
      paragraph("Warm regards,"),
    ]);
  });

  it("shows a heading that is its title once", () => {
    const titled = letterOf([{ body: `# Winter clinics\n\n${prose}` }]);
    expect([titled.heading, titled.preamble]).toEqual(["Winter clinics", []]);
    const below = letterOf([{ body: prose.replace("The", "# Winter clinics\n\nThe") }]);
    expect([below.heading, below.body]).toEqual([
      "Winter clinics",
      [paragraph("The clinics open at seven.")],
    ]);
    expect(letterOf([{ body: `# Another\n\n${prose}` }]).preamble).toHaveLength(1);
  });

  it("takes its subject from a line of its prose, which stays where it stands", () => {
    const letter = letterOf([
      { title: "", format: "pasted", body: `Subject: Winter clinics\n\n${prose}` },
    ]);
    expect([letter.subject, letter.heading]).toEqual(["Winter clinics", ""]);
    expect(letter.preamble).toEqual([paragraph("Subject: Winter clinics")]);
  });

  it("is named after its signatory if pasted text has no subject", () => {
    expect(letterOf([{ title: "", format: "pasted", body: prose }])).toMatchObject({
      subject: "A letter from Ada King MP",
      heading: "",
    });
  });

  it("has a subject of one line, without controls", () => {
    expect(letterOf([{ title: " Winter\r\nBcc: x\u0001 ", body: prose }]).subject).toBe(
      "Winter Bcc: x",
    );
  });

  it.each<[Partial<Entry>, string[]]>([
    [{ title: "", body: prose }, ["subject"]],
    [{ title: " \n", body: prose }, ["subject"]],
    [{ body: "Hello there." }, ["signatory"]],
    [{ title: "", body: "" }, ["subject", "signatory", "words"]],
  ])("is incomplete without what a letter needs: %j", (entry, missing) => {
    expect(composeLetter(aBulletin({ signatories: [] }), [anEntry(entry)], slot)).toEqual({
      kind: "incomplete",
      missing,
    });
  });

  it("has the direction of its language", () => {
    const direction = (language: string) => letterOf([{ body: prose, language }]).direction;
    expect(["en", "cy-GB", "ar", "AR-eg", "he", "ur-PK"].map(direction)).toEqual([
      "ltr",
      "ltr",
      "rtl",
      "rtl",
      "rtl",
      "rtl",
    ]);
  });
});

describe("the preheader", () => {
  const opening = (words: string) =>
    letterOf([{ body: prose.replace("The clinics open at seven.", words) }]).preheader;

  it("is the opening of the first paragraph, unless the entry has its own", () => {
    expect(opening("The clinics\nopen at [seven](https://example.org).")).toBe(
      "The clinics open at seven.",
    );
    expect(letterOf([{ body: prose, preheader: "Open early" }]).preheader).toBe("Open early");
  });

  it("is cut between words, and within none of a character's halves", () => {
    expect(opening("word ".repeat(60))).toBe(`${"word ".repeat(26)}word…`);
    expect(opening(`${"x".repeat(138)}😀${"x".repeat(20)}`).isWellFormed()).toBe(true);
  });
});

describe("a digest", () => {
  const digest = { composition: "digest", signatories: [ada] } as const;
  const two = [
    { id: "1", title: "Clinics", body: "# Hours\n\nSeven." },
    { id: "2", title: "Wards", body: "Eight." },
  ];

  it("has its entries for sections, under a subject with the day of the slot", () => {
    const letter = letterOf(two, digest);
    expect(letter).toMatchObject({
      subject: "Harbour Letters, 17 November 2026",
      salutation: "Dear colleague,",
      signOff: "With best wishes,",
      signatories: [ada],
    });
    expect(letter.body).toEqual([
      { kind: "heading", level: 2, runs: [text("Clinics")] },
      { kind: "heading", level: 3, runs: [text("Hours")] },
      paragraph("Seven."),
      { kind: "heading", level: 2, runs: [text("Wards")] },
      paragraph("Eight."),
    ]);
  });

  it("has the bulletin's subject with a single entry, too", () => {
    const pattern = { ...digest, subject: "News of {{ organisation }}: {{bulletin}}" };
    const letter = letterOf(two.slice(1), pattern);
    expect(letter).toMatchObject({
      subject: "News of Harbour Health Trust: Harbour Letters",
      heading: "News of Harbour Health Trust: Harbour Letters",
      body: [{ kind: "heading", level: 2, runs: [text("Wards")] }, paragraph("Eight.")],
    });
  });

  it("has no heading above an entry without a title", () => {
    expect(letterOf([{ title: "", body: "Eight." }], digest).body).toEqual([paragraph("Eight.")]);
  });

  it("is incomplete without entries", () => {
    expect(composeLetter(aBulletin(digest), [], slot)).toEqual({
      kind: "incomplete",
      missing: ["words"],
    });
  });
});
