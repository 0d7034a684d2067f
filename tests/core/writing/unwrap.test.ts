import { describe, expect, it } from "vitest";
import { readLetterFile } from "../../../functions/core/writing/letter-file.ts";
import { previewLetter, singleLetter } from "../../../functions/core/writing/single-letter.ts";
import { takenOut } from "../../../functions/core/writing/wrappings/taken-out.ts";
import { unwrap } from "../../../functions/core/writing/wrappings/unwrap.ts";

const letter = ["Dear all,", "", "The library is closed on Monday.", "", "Yours,", "", "Ada King"];
const left = (...lines: string[]) => unwrap(lines.join("\n")).leftOut.map(({ text }) => text);

function composed(text: string) {
  const read = readLetterFile(Buffer.from(text));
  if (read.kind === "invalid") throw new Error(read.problems.join());
  const made = previewLetter(singleLetter(read.file, new Date(0)));
  if (made.kind !== "letter") throw new Error(made.missing.join());
  return made.letter;
}

describe("the head of the mail that a letter came in", () => {
  it.each([
    [
      [
        "From: Ada King <ada@example.org>",
        "Sent: 4 May 2026 09:14",
        "To: All staff",
        "Subject: Hours",
      ],
    ],
    [["Von: Ada King", "Gesendet: Montag, 4. Mai 2026 09:14", "An: Alle", "Betreff: Hours"]],
    [["De : Ada King", "Envoyé : lundi 4 mai 2026 09:14", "À : Tous", "Objet : Hours"]],
    [["---------- Forwarded message ---------", "From: Ada King", "Date: 4 May", "Subject: Hours"]],
    [
      [
        "**From:** Ada King <ada@example.org>",
        "**To:** All staff;",
        " the Board",
        "**Subject:** Hours",
      ],
    ],
    [["Oddi wrth: Ada King", "Anfonwyd: 4 Mai 2026 09:14", "At: Pawb", "Pwnc: RE: Hours"]],
  ])("is left out, and names the subject: %j", head => {
    expect(left(...head, "", ...letter)).toEqual(head.map(line => line.trim()));
    const { subject, preamble } = composed([...head, "", ...letter].join("\n"));
    expect([subject, preamble]).toEqual(["Hours", []]);
  });

  it("is not that of a memorandum, which has neither address nor time", () => {
    expect(
      left("To: All staff", "From: Ada King", "Date: 4 May 2026", "Re: Hours", "", ...letter),
    ).toEqual([]);
  });

  it("ends above a memorandum", () => {
    const mail = ["From: Ada <ada@example.org>", "Sent: 4 May 2026 09:14", "To: All staff"];
    expect(left(...mail, "", "To: All staff", "From: Ada King", "", ...letter)).toEqual(mail);
  });

  it("leaves the subject to the letter's own title", () => {
    const { subject } = composed(
      [
        "From: A <a@example.org>",
        "Subject: FW: for you",
        "",
        "Winter opening hours",
        "",
        ...letter,
      ].join("\n"),
    );
    expect(subject).toBe("Winter opening hours");
  });
});

describe("what programs put around a letter", () => {
  it("is left out: images, a phone's line, the mark above a signature", () => {
    expect(left("[cid:image001.png@01DB]", ...letter, "-- ", "Sent from my iPhone")).toEqual([
      "[cid:image001.png@01DB]",
      "--",
      "Sent from my iPhone",
    ]);
  });

  it("is left out of a page of lynx, whose addresses become links", () => {
    const page = [
      "   Northmere Library",
      "     * [1]Home",
      "     * [2]News",
      `     ${"_".repeat(60)}`,
      "",
      ...letter.toSpliced(3, 0, "", "See the [3]plan, please."),
      "",
      "References",
      "",
      "   1. https://example.org/",
      "   2. https://example.org/news",
      "   3. https://example.org/plan",
    ];
    const { body, preamble } = composed(page.join("\n"));
    expect(preamble).toEqual([]);
    expect(body[1]).toMatchObject({
      runs: [
        { text: "See the " },
        { kind: "link", text: "plan", href: "https://example.org/plan" },
        { text: ", please." },
      ],
    });
  });

  it("does not write an address twice, as Outlook does", () => {
    const once = (text: string) => unwrap(text).text.replaceAll(takenOut, "");
    expect(once("ada@x.example<mailto:ada@x.example>, www.x.example<http://www.x.example/>")).toBe(
      "ada@x.example, www.x.example",
    );
    expect(once("ada@x.example <mailto:ada@x.example> or")).toBe("ada@x.example or");
    expect(once("at www.x.example\n<http://www.x.example>. It takes")).toBe(
      "at www.x.example.\n It takes",
    );
  });

  it("reads the lines that Outlook has wrapped as if both addresses were still there", () => {
    const { body } = composed(
      "Dear all,\n\nYou can renew your registration from today at www.x.example/renewals\n<https://www.x.example/renewals>. It takes about ten minutes, and you\nneed the number on your card for it. We are obliged to remove those who do\nnot renew, and in the last year we removed more than two hundred people\nwho had simply forgotten.\n\nYours sincerely\n\nAda Lindqvist\n",
    );
    expect(body).toMatchObject([{ kind: "paragraph" }]);
    const { preamble } = composed(
      "Harbour Trust\noffice@x.example\n<mailto:office@x.example>\n14 March 2026\n\nDear all,\n\nThe library is closed on Monday.\n\nYours,\n\nAda Lindqvist\n",
    );
    expect(preamble).toHaveLength(1);
    expect(JSON.stringify(preamble)).not.toContain(takenOut);
  });

  it.each([
    ["<u>Boards, session 2026</u>", "Boards, session 2026"],
    ["from 1^er^ June to the 3<sup>rd</sup>, H<sub>2</sub>O", "from 1er June to the 3rd, H2O"],
    ["as last year.<sup>2</sup>", "as last year.[2]"],
    ["a <u>line that goes on", "a <u>line that goes on"],
    ["2^10^ people", "2^10^ people"],
    ["[YOUR PAY]{.underline}", "YOUR PAY"],
  ])("has no marks that Markdown lacks: %s", (line, read) => {
    expect(unwrap(line).text).toBe(read);
  });
});

describe("tables that pandoc draws", () => {
  it.each([
    ["with rules", ["  Day      Room", "  -------- ------", "  Monday   Hall", "  Friday   Annex"]],
    [
      "with rules around long cells",
      [
        "  ----------------",
        "  Day      Room",
        "  -------- -------",
        "  Monday   Hall",
        "",
        "  Friday   An-",
        "           nex",
        "  ----------------",
      ],
    ],
    [
      "as a grid",
      [
        "+--------+-------+",
        "| Day    | Room  |",
        "+========+=======+",
        "| Monday | Hall  |",
        "+--------+-------+",
        "| Friday | Annex |",
        "+--------+-------+",
      ],
    ],
    [
      "in HTML",
      [
        "<table>",
        "<tr><th>Day</th><th>Room</th></tr>",
        "<tr><td><p>Monday</p></td><td>Hall</td></tr>",
        "<tr>",
        "<td>Friday</td><td>Annex</td></tr>",
        "</table>",
      ],
    ],
  ])("are read %s", (_, table) => {
    const { body } = composed(letter.toSpliced(3, 0, "", ...table).join("\n"));
    expect(body[1]).toMatchObject({ kind: "table", head: [[{ text: "Day" }], [{ text: "Room" }]] });
    expect(unwrap(table.join("\n")).text.split("\n")).toHaveLength(table.length);
  });

  it("are lines if they have one row: names side by side", () => {
    const grid = [
      "+-------------+---------------+",
      "| Ada King    | Ben Ode       |",
      "|             |               |",
      "| Warden      | Bursar        |",
      "+-------------+---------------+",
    ];
    const { signatories } = composed([...letter.slice(0, -1), ...grid].join("\n"));
    expect(signatories).toMatchObject([
      { name: "Ada King", role: ["Warden"] },
      { name: "Ben Ode", role: ["Bursar"] },
    ]);
  });
});

describe("plain text by pandoc below front matter", () => {
  it("is no Markdown because of its tables", () => {
    const prose = (when: string) =>
      `We write to tell you what will change in the ${when}, and what we ask of you.`;
    const table =
      "  Site          Open\n  ------------- -------------\n  Northmere     8 to 6\n  Eastmere      9 to 5";
    const { body } = composed(
      `---\nsubject: Hours\n---\n\nDear all,\n\n${prose("spring")}\n\nWhat we propose\n\n${prose("summer")}\n\n${table}\n\nSupport for you\n\n${prose("autumn")}\n\nYours,\n\nAda Lindqvist\n`,
    );
    expect(body.map(({ kind }) => kind)).toEqual([
      "paragraph",
      "heading",
      "paragraph",
      "table",
      "heading",
      "paragraph",
    ]);
  });
});
