import { describe, expect, it } from "vitest";
import { readPastedText } from "../../../functions/core/writing/pasted-text/pasted-text.ts";
import { outline } from "./pasted-letters/outline.ts";

const read = (...lines: string[]): string[] => outline(readPastedText(lines.join("\n")));

describe("bullets", () => {
  it("knows every bullet that programs leave behind", () => {
    for (const bullet of [
      ..."•·▪◦‣●○■□*-–—−▫◆◇❖➢➤►▶⁃∙⦁✓✔✗✘☐☑☒✅❌»›❑❒❏★☆→⇒➔♦+~◾◻👉🔹",
      ..."oüvqØ§nu",
      "\uf0b7",
      "\uf0a7",
      "\uf0fc",
    ]) {
      expect(read("We need:", `${bullet} a van`, `${bullet}\ta driver`)).toEqual([
        "We need:",
        "• a van",
        "• a driver",
      ]);
    }
  });

  it("ends a point at a blank line, however the point ends", () => {
    const lines = [
      "• Ground floor is ready",
      "• Second floor will not be ready before the end of February",
    ];
    const after = "Please label your crates with your name, floor and desk number.";
    expect(read("The move begins.", "", ...lines, "", after)).toEqual([
      "The move begins.",
      ...lines,
      after,
    ]);
    expect(
      read("We need:", "• a van", "• a driver", "Send them to the desk by Friday.").slice(-1),
    ).toEqual(["Send them to the desk by Friday."]);
  });

  it("takes a dash that begins a wrapped line within a sentence for no bullet", () => {
    const lines = [
      "Since the spring the council has met in the old school, and the library",
      "– unlike the baths – has been open every day of the week, which very many",
      "– as we hear from them at every one of our meetings – have said they like.",
    ];
    expect(read(...lines)).toEqual([lines.join(" ")]);
    expect(
      read(
        "We know:",
        "– it is late;",
        "– the library is shut for the whole of the winter, and that the school",
        "– as the head told us – is too small.",
      ),
    ).toEqual([
      ...[
        "We know:",
        "• it is late;",
        "• the library is shut for the whole of the winter, and that the school – as the head told us – is too small.",
      ],
    ]);
  });

  it("takes the Welsh word “o” at a line's start for no bullet", () => {
    const lines = [
      "Diolch yn fawr i bawb am eich gwaith caled dros y gaeaf, ac i'r nifer",
      "o bobl a ddaeth i'n helpu ni.",
    ];
    expect(read(...lines)).toEqual([lines.join(" ")]);
  });

  it("gives a bullet that stands alone the text that follows it", () => {
    expect(read("We need:", "", "•", "", "a van", "", "•", "a driver", "", "Thank you.")).toEqual([
      "We need:",
      "• a van",
      "• a driver",
      "Thank you.",
    ]);
  });

  it("nests by indent and by glyph", () => {
    const nested = ["We need:", "• a van", "  • a big one", "  • a new one", "• a driver"];
    expect(read("We need:", "• a van", "    • a big one", "    • a new one", "• a driver")).toEqual(
      nested,
    );
    expect(read("We need:", "• a van", "o a big one", "o a new one", "• a driver")).toEqual(nested);
  });

  it("keeps a list whole over a page that is set further in", () => {
    expect(read("We need:", "• a van;", "", "", "\f     • a driver;", "     • a map.")).toEqual([
      "We need:",
      "• a van;",
      "• a driver;",
      "• a map.",
    ]);
  });

  it("keeps a second, indented paragraph with its point", () => {
    expect(
      read(
        "We need:",
        "",
        "•   A van.",
        "",
        "    A big one.",
        "",
        "•   A driver.",
        "",
        "Thank you.",
      ),
    ).toEqual(["We need:", "• A van.", "  A big one.", "• A driver.", "Thank you."]);
  });

  it("takes an indented address below a colon for no list", () => {
    expect(read("Please write to:", "    Ada King", "    12 Mill Lane", "    Northmere")).toEqual([
      "Please write to:",
      "Ada King / 12 Mill Lane / Northmere",
    ]);
  });
});

describe("lists without any bullets left", () => {
  const points = [
    "Please bring:",
    "• the form, with your name and that of your manager on it;",
    "• a pen; and",
    "• yourself.",
  ];
  const bare = points.map(line => line.replace("• ", ""));

  it("are told by their lead-in and by points in lower case", () => {
    expect(read(...bare, "See you there.")).toEqual([...points, "See you there."]);
    expect(read(bare.join("\n\n"), "", "See you there.")).toEqual([...points, "See you there."]);
    expect(read("Children should:", "wear a coat", "bring a hat", "See you there.")).toEqual([
      "Children should:",
      "• wear a coat",
      "• bring a hat",
      "See you there.",
    ]);
  });

  it("are none if a sentence only wraps behind a colon", () => {
    const lines = [
      "The reason for which the board has decided against it is a simple one:",
      "there is no money left this year, and those who say that there is have not",
      "read the accounts.",
    ];
    expect(read(...lines)).toEqual([lines.join(" ")]);
  });
});

describe("numbers", () => {
  it("reads the usual ways of numbering", () => {
    for (const [one, two] of [
      ["1.", "2."],
      ["1)", "2)"],
      ["(1)", "(2)"],
    ]) {
      expect(read("First:", `${one} the van`, `${two} the driver`)).toEqual([
        "First:",
        `${one} the van`,
        `${two} the driver`,
      ]);
    }
  });

  it("keeps the number that a list starts at, and goes on after an interlude", () => {
    expect(
      read("3. The van.", "", "4. The driver.", "", "And, besides all that:", "", "5. The map."),
    ).toEqual([...["3. The van.", "4. The driver.", "And, besides all that:", "5. The map."]]);
    expect(readPastedText("3. The van.\n4. The driver.")[0]).toMatchObject({
      kind: "numbers",
      start: 3,
    });
  });

  it("takes a number that a line happens to begin with for no list", () => {
    const lines = [
      "The powers that the board has used here were given to it in the Act of",
      "2014. This was amended later, as paragraph 1 of the report says, in the",
      "12. May edition.",
    ];
    expect(read(...lines)).toEqual([lines.join(" ")]);
    expect(read("1. Only one point.")).toEqual(["1. Only one point."]);
  });

  it("counts in letters, Roman numbers and decimals as the author does", () => {
    for (const points of [
      ["a) the form;", "b) a pen;", "c) yourself."],
      ["(i) the form;", "(ii) a pen;", "(iii) yourself."],
      ["A. The form.", "B. A pen.", "C. Yourself."],
      ["2.1 The form.", "2.2 A pen.", "2.3 Yourself."],
    ])
      expect(read("Bring:", ...points)).toEqual(["Bring:", ...points]);
    expect(readPastedText("(i) one\n(ii) two")).toMatchObject([
      { kind: "numbers", counting: "i", start: 1, form: "(#)" },
    ]);
  });

  it("nests (a) under 1. and (i) under (a), with or without an indent", () => {
    const nested = [
      "1. Check:",
      "  (a) the report:",
      "    (i) its words;",
      "    (ii) its sums.",
      "  (b) the risks.",
      "2. Sign.",
    ];
    expect(read(...nested)).toEqual(nested);
    expect(read(...nested.map(line => line.trim()))).toEqual(nested);
    expect(
      read("1. Aims", "1.1 We begin.", "1.2 We end.", "2. Means", "2.1 Money.", "2.2 Time."),
    ).toEqual([
      "1. Aims",
      "  1.1 We begin.",
      "  1.2 We end.",
      "2. Means",
      "  2.1 Money.",
      "  2.2 Time.",
    ]);
  });

  it("nests bullets and labels between two numbers without an indent", () => {
    expect(
      read("1. Bring:", "• the form", "• a pen", "2. Sign:", "a) here", "b) there", "3. Go."),
    ).toEqual([
      ...[
        "1. Bring:",
        "  • the form",
        "  • a pen",
        "2. Sign:",
        "  a) here",
        "  b) there",
        "3. Go.",
      ],
    ]);
  });
});
