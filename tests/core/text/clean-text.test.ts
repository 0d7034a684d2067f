import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentinels } from "../../../functions/core/letter/places.ts";
import { cleanLine, cleanText } from "../../../functions/core/text/clean-text.ts";

const anyUnits = fc.string({
  unit: fc.oneof(
    fc.nat(0xffff).map(code => String.fromCharCode(code)),
    fc.constantFrom("\r", "\n", "\f", "\ud83d", "\ude00", "\ufeff"),
  ),
});

describe("cleanText", () => {
  it.each([
    ["CRLF", "a\r\nb", "a\nb"],
    ["CR", "a\rb", "a\nb"],
    ["the line separators of Unicode", "a\u2028b\u2029c\u0085d", "a\nb\nc\nd"],
    ["a page break, which ends a line", "a\fb", "a\nb"],
    [
      "a page break at the end of a line, in any line ends",
      "a\n\fb|a\r\n\fb|a\r\fb",
      "a\nb|a\nb|a\nb",
    ],
    ["a vertical tab, which is Word's line break", "a\vb", "a\nb"],
    ["a byte-order mark anywhere", "\ufeffa\ufeffb", "ab"],
    ["controls", "a\u0000\u0001\u0007\u007f\u009fb", "ab"],
    ["halves of characters", "a\ud800b\udc00c", "abc"],
    ["what is as it should be", "a\tb\nc 👩‍⚕️ é العربية", "a\tb\nc 👩‍⚕️ é العربية"],
  ])("takes %s", (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });

  it("leaves nothing that could be a place for a person's own value", () => {
    for (const sentinel of Object.values(sentinels))
      expect(cleanText(sentinel)).not.toMatch(/\p{Cc}/u);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(anyUnits, text => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
  });

  it("leaves only well-formed text", () => {
    fc.assert(
      fc.property(anyUnits, text => {
        expect(cleanText(text).isWellFormed()).toBe(true);
      }),
    );
  });
});

describe("cleanLine", () => {
  it("makes one line of it", () => {
    expect(cleanLine(" Winter\r\n  plans\u00a0\u2028 2026\u0000 ")).toBe("Winter plans 2026");
  });
});
