import { describe, expect, it } from "vitest";
import { findInEntry } from "../../../../functions/core/writing/checks/find-in-entry.ts";
import { findInParts } from "../../../../functions/core/writing/checks/letter-parts.ts";
import { composeLetter } from "../../../../functions/core/writing/compose-letter.ts";
import { type Finding, hasErrors } from "../../../../functions/core/writing/finding.ts";
import { aBulletin, anEntry } from "../../../examples/builders.ts";
import { moreFaulty, moreOrdinary } from "./more-sentences.ts";
import { faulty, ordinary, today } from "./sentences.ts";

const find = (body: string, changed = {}): Finding[] =>
  findInEntry({ id: "e", title: "", body, format: "pasted", language: "en-GB", ...changed }, today);
const codes = (body: string, changed = {}) => find(body, changed).map(({ code }) => code);

describe("the checks of a letter's text", () => {
  it.each([...faulty, ...moreFaulty])("find %s: %s", (code, sentence) => {
    const found = find(`Dear all,\n\n${sentence}\n\nYours,\nAda King`).filter(
      ({ line }) => line === 3 || code === "placeholder",
    );
    expect(found.map(each => each.code)).toContain(code);
    for (const { what, why, severity } of found) {
      expect(what).toMatch(/[.!?]$/);
      expect(why).toMatch(/\.$/);
      expect(["error", "warning"]).toContain(severity);
    }
  });

  it("find at most one thing in a hundred ordinary sentences", () => {
    for (const sentences of [ordinary, moreOrdinary]) {
      expect(sentences).toHaveLength(100);
      const alarms = sentences.flatMap(sentence =>
        find(sentence).map(({ words }) => [sentence, words]),
      );
      expect(alarms.slice(1)).toEqual([]);
    }
  });

  it("name the line and the words, and say which findings block approval", () => {
    const [found, ...others] = find("Dear all,\n\nIt is on [DATE].\n");
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      code: "placeholder",
      severity: "error",
      where: "text",
      line: 3,
      entry: "e",
      words: "[DATE]",
    });
    expect(hasErrors(found === undefined ? [] : [found])).toBe(true);
    expect(hasErrors(find("Please click here."))).toBe(false);
  });

  it("tell what was left out because pages repeat it", () => {
    const prose = "The library on Mill Lane will be closed for repairs from Monday, and all\n";
    const text = `Dear all,\n\n${prose.repeat(6)}Page 1 of 2\n${prose.repeat(4)}`;
    expect(find(text)).toMatchObject([
      { code: "left-out", severity: "note", line: 9, words: "Page 1 of 2" },
    ]);
  });

  it("find two salutations, but not in a letter of two languages", () => {
    expect(codes("Dear Dr King,\n\nDear [Name],\n\nThe office closes at noon.")).toEqual([
      "placeholder",
      "two-salutations",
    ]);
    expect(
      codes(
        "Annwyl gyfeillion,\n\nBydd y swyddfa ar gau.\n\nYn gywir,\n\nAda King\n\nDear friends,\n\nThe office will be closed.\n\nYours,\n\nAda King",
      ),
    ).toEqual([]);
  });

  it.each([
    ["• a van;\n• a map.\n• a pen.", true],
    ["• a van;\n• a map;", true],
    ["• a van\n• a map.", false],
    ["• a van;\n• a map; and\n• a pen.", false],
    ["• A van.\n• A map.\n• A pen.", false],
    ["• a van\n• a map\n• a pen", false],
  ])("look at the marks at the ends of points: %j", (list, isFound) => {
    expect(codes(`We need:\n${list}\n`).includes("list-punctuation")).toBe(isFound);
  });

  it.each([
    ["• a van;\n• a map;\n• a pen.", ["none"]],
    ["• a van\n• a map\n• a pen", ["semicolons"]],
    ["• a van\n• a map\n• a pen.", ["none", "semicolons"]],
    ["• Take a van.\n• Take a map.\n• Take a pen.", []],
    ["• a van;\n• a map; and\n• a pen;", ["none", "semicolons"]],
  ])("follow the bulletin's style of lists: %j", (list, wrongIn) => {
    const styles = (["none", "semicolons"] as const).filter(style =>
      findInEntry(
        { id: "e", title: "", body: `We need:\n${list}\n`, format: "pasted", language: "en" },
        today,
        style,
      ).some(({ code }) => code === "list-punctuation"),
    );
    expect(styles).toEqual(wrongIn);
  });

  it("read the months and weekdays of the letter's language", () => {
    expect(codes("Réunion le lundi 1 décembre 2026.", { language: "fr" })).toEqual(["weekday"]);
    expect(codes("Réunion le mardi 1 décembre 2026.", { language: "fr" })).toEqual([]);
    expect(codes("Wir treffen uns am Montag, 1. Dezember 2026.", { language: "de" })).toEqual([
      "weekday",
    ]);
  });

  it("take no longer for a text of 100,000 marks than a moment", () => {
    for (const mark of [
      "[",
      "{{",
      "_",
      "X",
      "?",
      "«",
      "http://",
      "Monday ",
      "1 ",
      "www.",
      "A A ",
      "\\",
    ])
      expect(find(mark.repeat(100_000 / mark.length)).length).toBeLessThanOrEqual(200);
  });
});

describe("the checks of a letter's parts", () => {
  const prose = "The clinics open at seven, and nothing else changes for anyone.";
  const parts = (body: string, changed = {}) => {
    const entry = anEntry({ title: "Winter clinics", body, format: "pasted", ...changed });
    const composed = composeLetter(aBulletin({ signatories: [] }), [entry], today);
    if (composed.kind !== "letter") throw new Error(composed.missing.join());
    return findInParts(composed.letter).map(({ code }) => code);
  };

  it("find nothing in a whole letter", () => {
    expect(parts(`Dear all,\n\n${prose}\n\nYours,\n\nDr Ada King FRS\nWarden`)).toEqual([]);
  });

  it.each([
    ["no-sign-off", `Dear all,\n\n${prose}\n\nAda King\nWarden`],
    ["no-name", `Dear all,\n\n${prose}\n\nYours sincerely,\n\nChief Executive`],
    ["half-bilingual", `Annwyl gyfaill / Dear friend,\n\n${prose}\n\nYours,\n\nAda King`],
  ])("find %s", (code, body) => {
    expect(parts(body)).toContain(code);
  });

  it("find a subject that is too long, or in capitals", () => {
    const body = `Dear all,\n\n${prose}\n\nYours,\n\nAda King`;
    expect(parts(body, { title: "Winter clinics ".repeat(8) })).toEqual(["long-subject"]);
    expect(parts(body, { title: "WINTER CLINICS OPEN" })).toEqual(["capitals"]);
  });
});
