import { describe, expect, it } from "vitest";
import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import type { Entry } from "../../../functions/core/bulletins/entry.ts";
import type { Block } from "../../../functions/core/letter/content.ts";
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

  it("shows a heading that is its title once, below the salutation where it stands", () => {
    const titled = letterOf([{ body: `# Winter clinics\n\n${prose}` }]);
    expect([titled.heading, titled.preamble]).toEqual(["Winter clinics", []]);
    const below = letterOf([{ body: prose.replace("The", "# Winter clinics\n\nThe") }]);
    expect([below.heading, below.body]).toEqual([
      "",
      [
        { kind: "heading", level: 1, runs: [{ kind: "text", text: "Winter clinics" }] },
        paragraph("The clinics open at seven."),
      ],
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

  it.each(["pasted", "markdown"] as const)(
    "is named after its signatories if it is %s without a subject",
    format => {
      expect(letterOf([{ title: " ", format, body: prose }])).toMatchObject({
        subject: "A letter from Ada King MP",
        heading: "",
      });
      const two = prose.replace("Minister of State", "Minister of State\n\nBen Ode\nBursar");
      expect(letterOf([{ title: "", format, body: two }]).subject).toBe(
        "A letter from Ada King MP and Ben Ode",
      );
    },
  );

  it.each([
    [
      "below the salutation",
      prose.replace("The clinics", "WINTER CLINIC HOURS\n\nThe clinics"),
      "body",
    ],
    ["in title case", prose.replace("The clinics", "Winter Clinic Hours\n\nThe clinics"), "body"],
    ["above the salutation", `4 May 2027\n\nWINTER CLINIC HOURS\n\n${prose}`, "preamble"],
    ["in bold", `4 May 2027\n\n**Winter clinic hours**\n\n${prose}`, "preamble"],
  ] as const)(
    "takes its subject from a title %s, which stays there as the heading",
    (_, body, part) => {
      const format = body.includes("**") ? "markdown" : "pasted";
      const letter = letterOf([{ title: "", format, body }]);
      expect(letter.subject.toLowerCase()).toBe("winter clinic hours");
      expect(letter.heading).toBe("");
      expect(letter[part].map(block => block.kind === "heading" && block.level)).toContain(1);
    },
  );

  it.each(["4 May 2027", "Harbour Health Trust", "Our ref: 12/4", "To all staff", "By email"])(
    "takes %j above the salutation for no title",
    line => {
      const body = `Harbour House\n\n${line}\n\n${prose}`;
      expect(letterOf([{ title: "", format: "pasted", body }]).subject).toBe(
        "A letter from Ada King MP",
      );
    },
  );

  it("is a letter in each language, if there are two below each other", () => {
    const welsh = `Annwyl gyfeillion,\n\nBydd y clinigau ar agor am saith o'r gloch.\n\nYn gywir,\n\nAda King AS\nGweinidog\n`;
    for (const between of ["\n", "\n---\n\n", "\f"]) {
      const letter = letterOf([
        { title: "", format: "pasted", body: `${welsh}${between}${prose}` },
      ]);
      expect(letter).toMatchObject({
        subject: "Llythyr oddi wrth Ada King AS / A letter from Ada King MP",
        language: "cy",
        signatories: [{ name: "Ada King", role: ["Gweinidog"] }],
        translations: [
          {
            language: "en",
            salutation: "Dear friends,",
            signOff: "Warm regards,",
            signatories: [{ name: "Ada King", role: ["Minister of State"] }],
          },
        ],
      });
      expect(letter.body).toHaveLength(1);
    }
    expect(
      letterOf([{ title: "", format: "pasted", body: `${prose}\n${prose}` }]).translations,
    ).toEqual([]);
  });

  it("has a subject of one line, without controls", () => {
    expect(letterOf([{ title: " Winter\r\nBcc: x\u0001 ", body: prose }]).subject).toBe(
      "Winter Bcc: x",
    );
  });

  it.each<[Partial<Entry>, string[]]>([
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
    expect(opening(`${"x".repeat(136)}👩‍⚕️${"x".repeat(20)}`)).toBe(`${"x".repeat(136)}…`);
  });
});

describe("a digest", () => {
  const digest = { composition: "digest", signatories: [ada] } as const;
  const hours: Block = { kind: "heading", level: 3, runs: [text("Hours")] };
  const section = (id: string, ...blocks: Block[]): Block => ({
    kind: "section",
    id: `entry-${id}`,
    blocks,
  });
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
      section(
        "1",
        { kind: "heading", level: 2, runs: [text("Clinics")] },
        hours,
        paragraph("Seven."),
      ),
      section("2", { kind: "heading", level: 2, runs: [text("Wards")] }, paragraph("Eight.")),
    ]);
  });

  it("has the bulletin's subject with a single entry, too", () => {
    const pattern = { ...digest, subject: "News of {{ organisation }}: {{bulletin}}" };
    const letter = letterOf(two.slice(1), pattern);
    expect(letter).toMatchObject({
      subject: "News of Harbour Health Trust: Harbour Letters",
      heading: "News of Harbour Health Trust: Harbour Letters",
      body: [
        section("2", { kind: "heading", level: 2, runs: [text("Wards")] }, paragraph("Eight.")),
      ],
    });
  });

  it("has no heading above an entry without a title", () => {
    expect(letterOf([{ id: "3", title: "", body: "Eight." }], digest).body).toEqual([
      section("3", paragraph("Eight.")),
    ]);
  });

  it("is incomplete without entries", () => {
    expect(composeLetter(aBulletin(digest), [], slot)).toEqual({
      kind: "incomplete",
      missing: ["words"],
    });
  });
});
