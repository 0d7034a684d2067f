import { describe, expect, it } from "vitest";
import type { Letter } from "../../../functions/core/letter/letter.ts";
import { readLetterFile } from "../../../functions/core/writing/letter-file.ts";
import { linesOfBlock } from "../../../functions/core/writing/letter-grammar/letter-lines.ts";
import { previewLetter, singleLetter } from "../../../functions/core/writing/single-letter.ts";

const prose =
  "We write to tell you what will change in the spring, and what we ask of you before then.";

function read(text: string): Letter {
  const file = readLetterFile(Buffer.from(text));
  if (file.kind === "invalid") throw new Error(file.problems.join());
  const composed = previewLetter(singleLetter(file.file, new Date(0)));
  if (composed.kind !== "letter") throw new Error(composed.missing.join());
  return composed.letter;
}

const wordsOf = (blocks: Letter["body"]): string[] =>
  blocks.flatMap(block => linesOfBlock(block).words.map(line => line.replace(/\s/g, " ")));

const endOf = (end: string) => read(`Dear colleagues,\n\n${prose}\n\n${prose}\n\n${end}\n`);
const headOf = (head: string, text = prose) =>
  wordsOf(
    read(`${head}\n\nDear colleagues,\n\n${text}\n\nYours sincerely\n\nAda Lindqvist\n`).preamble,
  );

describe("the end of a letter", () => {
  it.each([
    "A registered charity in Wales, no. 099 123",
    "Beilagen: Anmeldeformular, Vollmacht",
    "c: President Wright",
    "Given at Northmere, 11 February 2026",
    "Travel advice: www.northmere.example",
    "/signed with a qualified electronic signature/",
    "Documento firmato digitalmente",
    "Authority to act: Harbours Act 1990",
    "Cadeirydd/Chair: Non Madog · Chief Executive: Huw Selwyn",
    "Quay House, 12 · 99002 Northmere · Tel. 999 555 100",
  ])("has below the signature: %s", below => {
    const letter = endOf(`Yours sincerely\n\nAda Lindqvist\nRegistrar\n\n${below}`);
    expect(letter.signatories).toEqual([
      { name: "Ada Lindqvist", postNominals: "", role: ["Registrar"] },
    ]);
    expect(wordsOf(letter.postscript)).toEqual([below]);
  });

  it("may have the post above the name, with a comma or a mark", () => {
    expect(
      endOf("Le directeur départemental,\n\nColonel hors classe Bertrand Dufayel"),
    ).toMatchObject({
      signOff: "",
      signatories: [
        { name: "Colonel hors classe Bertrand Dufayel", mark: "Le directeur départemental," },
      ],
    });
    expect(
      endOf("Atentamente,\n\nLA DIRECTORA GENERAL\nFdo.: Inmaculada Reyes").signatories,
    ).toMatchObject([{ name: "Inmaculada Reyes", mark: "LA DIRECTORA GENERAL Fdo.:" }]);
  });

  it("may be a name in brackets above the addressees of an office memorandum", () => {
    const letter = read(
      `---\nsubject: Allowances\n---\n\n${prose}\n\n${prose}\n\n(R. K. Chandra)\nUnder Secretary to the Government\nTele: 2309 5555\nTo\nAll offices (as per standard list)\nCopy to:-\n(a) Staff Side\n(b) NIC\n`,
    );
    expect(letter.signatories).toEqual([
      { name: "(R. K. Chandra)", postNominals: "", role: ["Under Secretary to the Government"] },
    ]);
    expect(wordsOf(letter.postscript)).toEqual([
      "Tele: 2309 5555",
      "To",
      "All offices (as per standard list)",
      "Copy to:-",
    ]);
  });

  it("is a long phrase with a comma above a name", () => {
    const love = "With love to you and to all who are dear to you,";
    expect(endOf(`${love}\n\nFr Jago Penrose`)).toMatchObject({
      signOff: love,
      signatories: [{ name: "Fr Jago Penrose" }],
    });
  });

  it("keeps the organisation below a team's name, though the letterhead has it", () => {
    const body = [..."abc"].map(each => prose.replace("spring", each.repeat(5))).join("\n\n");
    expect(
      read(
        `Harbour Pension Fund\n\nDear colleagues,\n\n${body}\n\nYours faithfully\n\nEmployer Services Team\nHarbour Pension Fund\n`,
      ).signatories,
    ).toMatchObject([{ name: "Employer Services Team", role: ["Harbour Pension Fund"] }]);
  });

  it("has no head of the next page above the name", () => {
    const title = "Electronic bundles: what the panel expects";
    const page = [..."abcdefghi"].map(each => prose.replace("spring", each.repeat(5))).join("\n\n");
    expect(
      read(
        `Harbour Trust\n\nDear colleagues,\n\n${title}\n\n${page}\n\nYours sincerely,\n\f${title}\n\nAda Lindqvist\nRegistrar\n`,
      ).signatories,
    ).toMatchObject([{ name: "Ada Lindqvist", role: ["Registrar"] }]);
  });

  it("keeps the name and posts that the letterhead has, too", () => {
    const name = "Rhodri Parry-Ellis MS\nCabinet Secretary for Learning and Schools";
    const paragraphs = [..."abcdefghijkl"]
      .map(each => prose.replace("spring", each.repeat(5)))
      .join("\n\n");
    const letter = read(
      `${name}\n\n7 October 2026\n\nDear colleagues,\n\n${paragraphs}\n\nYours sincerely\n\n${name}\n\n${prose}\n\n${prose}\n`,
    );
    expect(letter.signatories).toMatchObject([
      { name: "Rhodri Parry-Ellis", role: ["Cabinet Secretary for Learning and Schools"] },
    ]);
  });
});

describe("the head of a letter", () => {
  it("keeps an address and its telephone in one line", () => {
    const line = "Moor End Road, Northmere NM7 3QA Tel: 01632 960 151";
    expect(headOf(`Harbour School\n${line}\n14 March 2026`)).toContain(line);
  });

  it("keeps a date in its line where a sentence ends in it", () => {
    const line = "To be read on the weekend of 21 and 22 February 2026";
    expect(headOf(`Harbour Trust\n\n${line}`)).toContain(line);
  });

  it("has the date at the right of a number, but not within a feast", () => {
    expect(headOf("Harbour Trust\n\nProt. n. 18834 Northmere, 3 March 2026")).toContain(
      "Northmere, 3 March 2026",
    );
    const feast = "The Feast of St Luke, 18 October 2026";
    expect(headOf(`Harbour Trust\n\n${feast}`)).toContain(feast);
  });

  it("keeps its title where the next page has it as its head", () => {
    const title = "Winter resilience: actions for the next 100 days";
    const pageOf = (letters: string) =>
      [...letters].map(each => prose.replace("spring", each.repeat(5))).join("\n\n");
    const letter = read(
      `Harbour Trust\n\n14 March 2026\n\nDear colleagues,\n\n${title}\n\n${pageOf("abcdefghi")}\n\f${title}\n\n${pageOf("jklmnopq")}\n\nYours sincerely\n\nAda Lindqvist\n`,
    );
    expect(letter.subject).toBe(title);
  });

  it("keeps its date where the letter has footnotes", () => {
    const text = `${prose.replace("spring", "spring[1]")}\n\n1 See our notice of May.`;
    expect(headOf("Harbour Trust\n\n1 February 2026", text)).toContain("1 February 2026");
  });

  it("links footnotes that stand on lines right below one another", () => {
    const text = `The fee rose.1 The grant fell,2 and the board has agreed.3

1 42 O.R. § 12; 34 P.R. § 100.3(b).
2 See the Dear Colleague letter on grants (1 October 2025), at 4–6.
3 Northbridge v. Castle, 12 N.R. 275, 281 (2021).`;
    const { postscript } = read(
      `Dear colleagues,\n\n${text}\n\nIf you have questions, please ring the office.\n\nYours sincerely\n\nAda Lindqvist\n`,
    );
    expect(
      postscript.flatMap(block => (block.kind === "notes" ? block.notes : [])).map(n => n.label),
    ).toEqual(["1", "2", "3"]);
  });

  it("has each label on a line of its own", () => {
    const lines = [
      "Destinataires : tous les personnels, officiers et spécialistes, volontaires et professionnels",
      "(liste des destinataires)",
      "nachrichtlich: Innenministerium, Unfallkasse",
      "Objet : visites médicales",
    ];
    expect(headOf(lines.join("\n"))).toEqual(lines);
  });

  it("shows a title once if the front matter repeats it", () => {
    const letter = read(
      `---\nsubject: Ad Omnes\n---\n\nHarbour Trust\n\nAd Omnes\n\nDear colleagues,\n\n${prose}\n\nYours sincerely\n\nAda Lindqvist\n`,
    );
    expect([letter.heading, ...wordsOf(letter.preamble)]).toEqual([
      "",
      "Harbour Trust",
      "Ad Omnes",
    ]);
  });

  it("keeps lines apart that begin in lower case, and labels in two languages whole", () => {
    const lines = ["An die", "Schulleitungen der Grundschulen", "und die Schulträger"];
    expect(headOf(`Amt für Schulen\n\n${lines.join("\n")}`)).toEqual(["Amt für Schulen", ...lines]);
    expect(headOf("Harbour Trust\nEin cyf/Our ref: MD/26")).toContain("Ein cyf/Our ref: MD/26");
  });

  it("has its lines apart without a salutation, too", () => {
    const full =
      "Last year 1 214 cases were reported in the county, and in one of five the family had told\nthe school more than three times before anybody heard them, which must not be.\n";
    const head = ["Académie du Haut-Marais", "L’inspecteur d’académie", "à", "tous les directeurs"];
    const letter = read(
      `${head.join("\n")}\n\nObjet : protocole pour la rentrée\n\n${full}\n${full.replace("Last", "This")}\nYours sincerely\n\nAda Lindqvist\n`,
    );
    expect(wordsOf(letter.preamble).slice(0, 4)).toEqual(head);
    expect(letter.subject).toBe("protocole pour la rentrée");
  });

  it("greets by no address", () => {
    expect(headOf("Harbour Trust\nhello@harbour.example\n14 March 2026")).toEqual([
      "Harbour Trust",
      "hello@harbour.example",
      "14 March 2026",
    ]);
  });

  it("has its title below the salutation, and addressees above it", () => {
    const letter = read(
      `Snowsport North\n\n1 October 2026\n\nClubs, coaches and regional squads\n\nHi everyone,\n\nSquad selection for 2026/27\n\n${prose}\n\nYours sincerely\n\nAda Lindqvist\n`,
    );
    expect([letter.subject, letter.salutation]).toEqual([
      "Squad selection for 2026/27",
      "Hi everyone,",
    ]);
  });

  it("greets in Māori, Swiss German, and behind a zero-width blank", () => {
    const greeting = (line: string) =>
      read(`${line}\n\n${prose}\n\nYours sincerely\n\nAda Lindqvist\n`).salutation;
    expect(greeting("Tēnā koutou katoa,")).toBe("Tēnā koutou katoa,");
    expect(greeting("Geschätzte Kolleginnen und Kollegen")).toBe(
      "Geschätzte Kolleginnen und Kollegen",
    );
    expect(greeting("\u200bDear Member")).toBe("Dear Member");
  });
});
