import { describe, expect, it } from "vitest";
import { footerWords } from "../../../../functions/core/letter/footer.ts";
import { catalogue } from "../../../../functions/core/text/words/catalogue.ts";
import { composeLetter } from "../../../../functions/core/writing/compose-letter.ts";
import { guessLanguage } from "../../../../functions/core/writing/languages/guess-language.ts";
import { splitTranslations } from "../../../../functions/core/writing/languages/split-translations.ts";
import { aBulletin, anEntry } from "../../../examples/builders.ts";
import { letters, type OwnLetter } from "./letters.ts";

const all = catalogue.map(words => {
  const letter = letters[words.language];
  if (letter === undefined) throw new Error(`no letter in ${words.name}`);
  return [words.name, words, letter] as const;
});

const printed = (text: string) => text.replaceAll("\u00a0", " ");

function composed({ body, name, role }: OwnLetter, salutation: string, signOff: string) {
  const text = [salutation, ...body, signOff, `${name}\n${role}`].join("\n\n");
  const read = composeLetter(
    aBulletin({ signatories: [], salutation: "", signOff: "" }),
    [anEntry({ title: "T", format: "pasted", body: text, language: guessLanguage(text).language })],
    new Date("2026-12-01T09:00:00Z"),
  );
  return read.kind === "letter" ? read.letter : read.missing;
}

describe("a letter in each language of the catalogue", () => {
  it.each(all)("in %s has its language guessed, also from each paragraph", (_, words, letter) => {
    for (const text of [letter.body.join("\n\n"), ...letter.body, letter.title])
      if (text !== letter.title || words.direction === "rtl")
        expect([text, guessLanguage(text).language]).toEqual([text, words.language]);
  });

  it.each(all)("in %s is read, whatever its salutation", (_, words, letter) => {
    for (const salutation of [...letter.salutations, words.letter.salutation])
      expect(composed(letter, salutation, letter.signOffs[0] ?? "")).toMatchObject({
        salutation: expect.toSatisfy(text => printed(text) === salutation),
        language: words.language,
        direction: words.direction,
        body: { length: letter.body.length },
      });
  });

  it.each(all)("in %s is read, whatever its sign-off", (_, __, letter) => {
    for (const signOff of letter.signOffs)
      expect([signOff, composed(letter, letter.salutations[0] ?? "", signOff)]).toMatchObject([
        signOff,
        {
          signOff: expect.toSatisfy(text => printed(text) === signOff),
          signatories: [{ name: letter.name, role: [letter.role] }],
          body: { length: letter.body.length },
        },
      ]);
  });

  it.each(all)("in %s is split from one in another language, above and below", (_, words, own) => {
    const [, otherWords, other] = all[words.language === "en" ? 1 : 0] ?? expect.fail();
    const text = ({ title, body, name, role }: OwnLetter, salutation = "", signOff = "") =>
      [title, salutation, ...body, signOff, `${name}\n${role}`].join("\n\n");
    const second = text(other, other.salutations[0], other.signOffs[0]);
    for (const salutation of own.salutations)
      for (const signOff of own.signOffs) {
        const first = text(own, salutation, signOff);
        for (const pair of [
          [first, second],
          [second, first],
        ]) {
          const split = splitTranslations(pair.join("\n\n\n"));
          expect(split?.map(part => part.text.trim())).toEqual(pair);
          expect(split?.map(part => part.language).sort()).toEqual(
            [words.language, otherWords.language].sort(),
          );
        }
      }
  });

  it.each(all)("in %s has a footer in its language", (_, words) => {
    expect(footerWords(words.language, { organisation: "Harbour" })).toMatchObject({
      language: words.language,
      direction: words.direction,
    });
  });
});
