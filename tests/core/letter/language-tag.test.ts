import fc from "fast-check";
import { expect, it } from "vitest";
import { languageTag } from "../../../functions/core/letter/letter.ts";

it.each(["en", "cy-GB", "zh-Hant-TW", "es-419", "de-1996", "sr-Latn-RS-ekavsk"])(
  "%s is a language",
  tag => {
    expect(languageTag.parse(tag)).toBe(tag);
  },
);

it.each(["", "english", "en_GB", "en-", "aa-a0", "en-GB-US", "x-none", "en-abcde-abcde"])(
  "%j is none, because dates could not be written in it",
  tag => {
    expect(languageTag.safeParse(tag).success).toBe(false);
  },
);

it("every language of the schema is one that dates and lists can be written in", () => {
  const loose = fc.stringMatching(/^[a-z]{2,4}(-[a-z0-9]{2,8}){0,3}$/);
  fc.assert(
    fc.property(loose, tag => {
      if (languageTag.safeParse(tag).success) new Intl.DateTimeFormat(tag);
    }),
    { numRuns: 2_000 },
  );
});
