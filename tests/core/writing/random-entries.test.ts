import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entrySchema } from "../../../functions/core/bulletins/entry.ts";
import { renderPlainText } from "../../../functions/core/letter/plain-text.ts";
import { findInEntry } from "../../../functions/core/writing/checks/find-in-entry.ts";
import { previewLetter, singleLetter } from "../../../functions/core/writing/single-letter.ts";
import { anyCharacter } from "../../examples/any-character.ts";
import { isFullSize } from "../../size.ts";

const words = fc.constantFrom(
  ..."Dear all, · Yours sincerely, · Ada King, FRS · From: a <a@x.example> · Sent: 1 May 2026 09:00 · Subject: Hours".split(
    " · ",
  ),
  ..."- a · • b · 1. c · 1.1 d · (a) e · (i) f · > quoted · **bold** · *x* · [a](https://x.example) · # Head · [^1] · [^1]: note".split(
    " · ",
  ),
  ..."| a | b | · |---|---| · a\tb\tc · Day      Room      When · ------- ------- · +----+----+ · +====+====+ · | x  | y  |".split(
    " · ",
  ),
  ..."<table> · <tr><td>a</td><td>b</td></tr> · </table> · ____________________ · References ·    1. https://x.example · [1]word".split(
    " · ",
  ),
  ..."Page 1 of 2 · \f · OFFICIAL · 12 · inter- · national · cc: all · P.S. Also · [cid:1] · -- · Sent from my phone · Annwyl bawb,".split(
    " · ",
  ),
  "This is a line of prose that is long enough to be wrapped at some column, and goes on",
  "as the sentence does.",
);
const line = fc.oneof(
  { weight: 6, arbitrary: words },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom("", "", " ", "\u200b", "\u00a0") },
);
const body = fc
  .array(fc.tuple(fc.constantFrom("", "", "   ", "          ", "\t"), line), { maxLength: 40 })
  .map(lines => lines.map(([indent, text]) => indent + text).join("\n"));

describe("any entry", () => {
  it("is read, checked and rendered without a crash", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("pasted" as const, "markdown" as const),
        fc.string({ maxLength: 30 }),
        body,
        (format, title, text) => {
          const given = entrySchema
            .pick({ title: true, body: true })
            .safeParse({ title, body: text });
          if (!given.success) return;
          const single = singleLetter(
            {
              format,
              body: given.data.body,
              subject: given.data.title,
              preheader: undefined,
              salutation: undefined,
              signOff: undefined,
              signatories: undefined,
              language: "en",
              bulletin: undefined,
              organisation: undefined,
              from: undefined,
              replyTo: undefined,
            },
            new Date(0),
          );
          const composed = previewLetter(single);
          expect(findInEntry({ ...single.entry, language: "en" }, new Date(0))).toBeInstanceOf(
            Array,
          );
          if (composed.kind !== "letter") return;
          const { salutation } = composed.letter;
          const places = { salutation, viewUrl: "", unsubscribeUrl: "", manageUrl: "" };
          expect(renderPlainText(composed.letter, places, { organisation: "" })).not.toBe("");
        },
      ),
      { numRuns: isFullSize ? 10_000 : 200 },
    );
  });
});
