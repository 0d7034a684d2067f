import { describe, expect, it } from "vitest";
import { composeLetter } from "../../../../functions/core/writing/compose-letter.ts";
import { splitTranslations } from "../../../../functions/core/writing/languages/split-translations.ts";
import { aBulletin, anEntry } from "../../../examples/builders.ts";
import { letters } from "./letters.ts";

const english = letters.en ?? expect.fail();
const others = Object.entries(letters).filter(([language]) => language !== "en");

/** A letter in two languages with one salutation and one sign-off. */
function shared(salutation: string, signOff: string, ...bodies: readonly (readonly string[])[]) {
  return [
    salutation,
    ...bodies.flat(),
    signOff,
    "Rhiannon Pugh\nPrif Weithredwr / Chief Executive",
  ].join("\n\n");
}

describe("two languages between one salutation and one sign-off", () => {
  it.each(others)("are two letters: %s and English", (language, other) => {
    const [salutation = ""] = other.salutations;
    const [signOff = ""] = other.signOffs;
    for (const isFirst of [true, false]) {
      const bodies = isFirst ? [other.body, english.body] : [english.body, other.body];
      const text = shared(
        `${salutation} / Dear colleague,`,
        `${signOff} / Yours sincerely,`,
        ...bodies,
      );
      const split = splitTranslations(text) ?? [];
      expect(split.map(part => part.language)).toEqual(
        isFirst ? [language, "en"] : ["en", language],
      );
      const own = split.find(part => part.language === language)?.text ?? "";
      const inEnglish = split.find(part => part.language === "en")?.text ?? "";
      for (const paragraph of other.body) expect(own).toContain(paragraph);
      for (const paragraph of english.body) expect(inEnglish).toContain(paragraph);
      expect(inEnglish.startsWith("Dear colleague,")).toBe(true);
      expect(inEnglish).toContain("Yours sincerely,");
      expect(own.startsWith(salutation.slice(0, 6))).toBe(true);
      for (const part of split) expect(part.text).toContain("Rhiannon Pugh");
    }
  });

  it("get our words where the author wrote one language alone", () => {
    const welsh = letters.cy ?? expect.fail();
    const split = splitTranslations(
      shared("Dear colleague,", "Yn gywir,", welsh.body, english.body),
    );
    expect(split?.map(({ text }) => text.split("\n", 1)[0])).toEqual([
      "Annwyl gydweithiwr,",
      "Dear colleague,",
    ]);
    expect(split?.[1]?.text).toContain("Yours sincerely,");
    expect(split?.[0]?.text).toContain("Yn gywir,");
  });

  it.each([
    ["a letter in one language", [english.body]],
    ["a note in another language", [english.body, english.body, [letters.cy?.body[0] ?? ""]]],
    ["languages that take turns", [english.body, letters.cy?.body ?? [], english.body]],
  ])("are not %s", (_, bodies) => {
    expect(
      splitTranslations(shared("Dear colleague,", "Yours sincerely,", ...bodies)),
    ).toBeUndefined();
  });

  it("have their subject, and their parts, in both", () => {
    const welsh = letters.cy ?? expect.fail();
    const text = shared(
      "Annwyl bawb / Dear all,",
      "Yn gywir / Yours sincerely,",
      welsh.body,
      english.body,
    );
    const composed = composeLetter(
      aBulletin({ signatories: [] }),
      [anEntry({ title: "", format: "pasted", body: text })],
      new Date("2026-12-01T09:00:00Z"),
    );
    expect(composed).toMatchObject({
      letter: {
        subject: "Llythyr oddi wrth Rhiannon Pugh / A letter from Rhiannon Pugh",
        language: "cy",
        salutation: "Annwyl bawb,",
        signOff: "Yn gywir,",
        translations: [{ language: "en", salutation: "Dear all,", signOff: "Yours sincerely," }],
      },
    });
  });
});
