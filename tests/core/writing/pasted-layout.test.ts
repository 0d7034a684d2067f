import { describe, expect, it } from "vitest";
import { liftLetter } from "../../../functions/core/writing/letter-grammar/letter-grammar.ts";
import {
  readPasted,
  readPastedText,
} from "../../../functions/core/writing/pasted-text/pasted-text.ts";
import { outline } from "./pasted-letters/outline.ts";

const read = (...lines: string[]): string[] => outline(readPastedText(lines.join("\n")));
const lift = (...lines: string[]) => liftLetter(readPastedText(lines.join("\n")));

const prose = [
  "The library on Mill Lane will be closed for repairs from Monday, and all",
  "books should be returned to the one on Station Road, which will be open",
  "for an hour longer on every day of the week but Sunday.",
];

describe("bullets that stand in a row above their points", () => {
  it("are given to as many points, though these run over line ends", () => {
    expect(
      read(
        ...prose,
        "Please bring:",
        "\uf0b7",
        "\uf0b7",
        "",
        "the form that you were sent in the spring, with your own name and with",
        "that of your manager on it; and",
        "a pen that writes.",
        "",
        "We shall see you there.",
      ).slice(-4),
    ).toEqual([
      "Please bring:",
      "• the form that you were sent in the spring, with your own name and with that of your manager on it; and",
      "• a pen that writes.",
      "We shall see you there.",
    ]);
  });

  it("lose no words if there are more bullets than points", () => {
    expect(read("•", "•", "•", "One.", "Two.").join(" ")).toMatch(/One\. .*Two\./);
  });
});

describe("what belongs to the pages", () => {
  it.each([
    ["Page 1 of 2"],
    ["", "- 1 -", ""],
    ["Northmere Trust | Page 1 of 2"],
    ["1 of 2", "Winter at the library of Mill Lane"],
  ])("is left out of the sentence that it interrupts: %s %s %s", (...foot) => {
    const text = [
      "Winter at the library of Mill Lane",
      "",
      ...prose,
      ...prose,
      ...prose.slice(0, 2),
      ...foot.flat(),
      ...prose.slice(2),
    ].join("\n");
    const { blocks, leftOut } = readPasted(text);
    expect(outline(blocks).at(-1)).toMatch(/which will be open for an hour longer/);
    expect(leftOut.map(line => line.text)).toEqual(foot.flat().filter(Boolean));
    expect(leftOut[0]?.number).toBe(text.split("\n").indexOf(leftOut[0]?.text ?? "") + 1);
  });

  it("is not a heading that occurs twice", () => {
    const text = ["Opening hours", "", ...prose, "", "Opening hours", "", ...prose];
    expect(readPasted(text.join("\n")).leftOut).toEqual([]);
  });

  it("is left out between the sign-off and the name", () => {
    const foot = "Registered charity no. 999999";
    const letter = lift(
      "Dear all,",
      ...prose,
      foot,
      ...prose,
      "",
      "Yours sincerely,",
      "",
      foot,
      "",
      "Ada King",
      "",
      foot,
    );
    expect(letter.signatories[0]?.name).toBe("Ada King");
    expect(outline(letter.postscript)).toEqual([]);
  });

  it("is no role of the signatory", () => {
    const letter = lift(
      "Dear all,",
      "",
      ...prose,
      "",
      "Yours sincerely,",
      "",
      "Ada King",
      "Chief Librarian",
      "",
      "Page 2 of 2",
    );
    expect(letter.signatories[0]?.role).toEqual(["Chief Librarian"]);
  });

  it("does not set the column, if it is in small print", () => {
    const note = `1. ${"This is a note that is set in a very small face ".repeat(3)}`;
    const doubled = [...prose, "", ...prose, "", ...prose, "", ...prose].flatMap(line => [
      line,
      "",
    ]);
    expect(read(...doubled, note, "", note)[0]).toBe(prose.join(" "));
  });
});

describe("lines that stand alone without blank lines around them", () => {
  it("are headings between two paragraphs and above a list", () => {
    expect(
      read(
        "Dear all,",
        ...prose,
        "What will change",
        ...prose,
        "Opening hours",
        "1. We open at nine.",
        "2. We close at six.",
      ),
    ).toEqual([
      "Dear all,",
      prose.join(" "),
      "## What will change",
      prose.join(" "),
      "## Opening hours",
      "1. We open at nine.",
      "2. We close at six.",
    ]);
  });

  it("are subject lines above a text that begins in a capital", () => {
    expect(
      read(
        "Dear all,",
        "Re: Repairs to the library on Mill Lane and its closure until the spring",
        ...prose,
      )[2],
    ).toBe(prose.join(" "));
  });

  it("are capitals, which end where the heading does", () => {
    const heading = ["REPAIRS TO THE LIBRARY ON MILL LANE AND ITS CLOSURE", "UNTIL THE SPRING"];
    expect(read("Dear all,", ...heading, ...prose)).toEqual([
      "Dear all,",
      `## ${heading.join(" ")}`,
      prose.join(" "),
    ]);
  });
});

describe("lists", () => {
  it("nest points in lower case below one in capitals that ends in a colon", () => {
    expect(read("• Bring:", "• a pen", "• a map", "• Come early.")).toEqual([
      "• Bring:",
      "  • a pen",
      "  • a map",
      "• Come early.",
    ]);
  });

  it("end at a capital, if no point ends in a stop", () => {
    const points = [
      "• a pen that writes",
      "• a map on which the library on Mill Lane can be found",
    ];
    expect(read("Bring:", ...points, ...prose)).toEqual(["Bring:", ...points, prose.join(" ")]);
  });

  it("have their words on the line below a label that stands alone", () => {
    expect(read("Bring:", "(i)", "a pen;", "(ii)", "a map.")).toEqual([
      "Bring:",
      "(i) a pen;",
      "(ii) a map.",
    ]);
  });
});

describe("line ends", () => {
  it("keep the hyphen of an email address without a blank", () => {
    expect(read(`${prose[0]} they ask ada@mill-`, "lane.example for a key.")[0]).toMatch(
      /ada@mill-lane\.example for a key\.$/,
    );
  });

  it("keep a dash that clings to its words without a blank", () => {
    expect(
      read(
        "It has been decided by the board of the library—and by nobody else",
        "—that we close.",
      )[0],
    ).toMatch(/else—that/);
  });
});

describe("the grammar of letters from elsewhere", () => {
  it("prefers “Dear” to an address that begins “To all”", () => {
    expect(lift("To all branches", "", "Dear Comrade,", "", ...prose).salutation).toBe(
      "Dear Comrade,",
    );
    expect(lift("To all branches", "", ...prose).salutation).toBe("To all branches");
  });

  it("knows a sign-off by the words around one that nobody knows", () => {
    for (const signOff of [
      "With collegial regards",
      "Yours in partnership",
      "Mit verbindlichen Grüßen",
    ])
      expect(lift("Dear all,", "", ...prose, "", signOff, "", "Ada King")).toMatchObject({
        signOff,
        signatories: [{ name: "Ada King" }],
      });
  });

  it("takes a thank-you above the sign-off for the end of the body", () => {
    const letter = lift(
      "Dear all,",
      "",
      ...prose,
      "",
      "Thank you for everything.",
      "",
      "Ever onwards,",
      "",
      "Ada King",
    );
    expect(letter).toMatchObject({ signOff: "Ever onwards,", signatories: [{ name: "Ada King" }] });
  });

  it("takes “/s/” for the ink", () => {
    expect(lift("Dear all:", "", ...prose, "", "Sincerely,", "", "/s/", "Ada King")).toMatchObject({
      signOff: "Sincerely,",
      signatories: [{ name: "Ada King" }],
    });
  });
});

describe("a hyphen at a line's end", () => {
  it.each([
    ["Your new rent is on the state-", "ment that comes with it.", "the statement that"],
    ["They work in self-", "help groups in the town.", "in self-help groups"],
  ])("belongs to a compound, and not to a word that was parted: %s", (one, two, joined) => {
    expect(read("Dear all,", ...prose, one, two).join(" ")).toContain(joined);
  });
});
