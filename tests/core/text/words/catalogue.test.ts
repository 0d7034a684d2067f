import { describe, expect, it } from "vitest";
import { catalogue, findWords, wordsIn } from "../../../../functions/core/text/words/catalogue.ts";

/** Every sentence of a language by its place: "leave.ask". Names come in as ⟨1⟩, ⟨2⟩. */
function sentencesOf(words: object, place = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const at = place === "" ? key : `${place}.${key}`;
    if (typeof value === "function") return [[at, String(value("⟨1⟩", "⟨2⟩"))]];
    return typeof value === "object" && value !== null
      ? sentencesOf(value, at)
      : [[at, String(value)]];
  });
}

const [english, ...others] = catalogue.map(words => new Map(sentencesOf(words)));
const namesIn = (sentence = "") => [...new Set(sentence.match(/⟨\d⟩/g))].sort();

describe("the catalogue of words", () => {
  it("has each language once, with its direction", () => {
    const languages = catalogue.map(({ language }) => language);
    expect(new Set(languages).size).toBe(languages.length);
    for (const { language, direction } of catalogue) {
      const text = new Intl.Locale(language) as { getTextInfo?: () => { direction: string } };
      expect([language, direction]).toEqual([language, text.getTextInfo?.().direction]);
    }
  });

  it.each(catalogue.map(words => [words.name, words] as const))(
    "has every word in %s, with the same names in each sentence",
    (_, words) => {
      const sentences = new Map(sentencesOf(words));
      expect([...sentences.keys()].sort()).toEqual([...(english?.keys() ?? [])].sort());
      for (const [at, sentence] of sentences) {
        expect([at, sentence.trim()]).toEqual([at, sentence]);
        expect([at, sentence]).not.toEqual([at, ""]);
        expect([at, namesIn(sentence)]).toEqual([at, namesIn(english?.get(at))]);
      }
    },
  );

  it("is translated: hardly a sentence of another language is English", () => {
    for (const sentences of others) {
      const same = [...sentences].filter(([at, sentence]) => english?.get(at) === sentence);
      expect(
        same.map(([at]) => at).filter(at => !/^page\.error$|^letters\.pause$/.test(at)),
      ).toEqual(sentences.get("direction") === "ltr" ? ["direction"] : []);
    }
  });

  it("finds a language whatever the region, and falls back to English", () => {
    expect(findWords("cy-GB")?.name).toBe("Cymraeg");
    expect(findWords("mi")).toBeUndefined();
    expect(wordsIn("mi", "AR").name).toBe("العربية");
    expect(wordsIn(undefined, "mi").name).toBe("English");
  });
});
