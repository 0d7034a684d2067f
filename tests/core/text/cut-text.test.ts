import fc from "fast-check";
import { expect, it } from "vitest";
import { cutText } from "../../../functions/core/text/cut-text.ts";

const graphemesOf = (text: string) =>
  [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)].map(
    ({ segment }) => segment,
  );

it.each([
  ["a👩‍⚕️b", 4, "a"],
  ["a👩‍⚕️b", 6, "a👩‍⚕️"],
  ["e\u0301e\u0301", 3, "e\u0301"],
  ["🇬🇧🇫🇷", 6, "🇬🇧"],
  ["abc", 3, "abc"],
])("%s of %d units at most is cut between its characters", (text, maxLength, cut) => {
  expect(cutText(text, maxLength)).toBe(cut);
});

it("a text is cut to its first whole characters, as many as fit", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(30), (text, maxLength) => {
      const whole = graphemesOf(text);
      const kept = graphemesOf(cutText(text, maxLength));
      expect(whole.slice(0, kept.length)).toEqual(kept);
      const next = whole[kept.length];
      if (next !== undefined) expect(kept.join("").length + next.length).toBeGreaterThan(maxLength);
    }),
  );
});
