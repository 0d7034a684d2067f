import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Run } from "../../../functions/core/letter/content.ts";
import { typeset, typesetLine } from "../../../functions/core/letter/typography/typeset.ts";
import { aLetter } from "../../examples/a-letter.ts";
import { runs } from "../../size.ts";

/** "~" stands for a no-break space. */
const printed = (text: string, language = "en-GB") =>
  typesetLine(text, language).replaceAll("\u00a0", "~");

describe("the marks that a language prints", () => {
  it.each([
    ["en-GB", `He said "come in" - and we're "in".`, "He said “come in” – and we’re “in”."],
    [
      "en",
      `The 'walk-in' clinic, O'Brien's and the doctors' rota`,
      "The ‘walk-in’ clinic, O’Brien’s and the doctors’ rota",
    ],
    ["en", `'Tis the '90s again`, "’Tis the ’90s again"],
    ["en", `a 10" screen`, `a 10" screen`],
    ["en", `one mark " alone`, `one mark " alone`],
    ["cy", `Mae'r "clinig" ar agor`, "Mae’r “clinig” ar agor"],
    ["fr", `Il a dit "oui" : c'est l'heure !`, "Il a dit «~oui~»~: c’est l’heure~!"],
    ["de", `Sie sagte "ja" - sofort`, "Sie sagte „ja“ – sofort"],
    ["pl", `Powiedział "tak"`, "Powiedział „tak”"],
    ["es", `Dijo "sí"`, "Dijo «sí»"],
    ["ga", `Dúirt sí "tá" - d'fhreagair mé`, "Dúirt sí “tá” – d’fhreagair mé"],
    ["gd", `Thuirt e "tha" - a' dol`, "Thuirt e “tha” – a’ dol"],
    ["it", `Disse "sì" - l'ora`, "Disse «sì» – l’ora"],
    ["ar", `قال "نعم"`, "قال «نعم»"],
    ["ur", `اس نے کہا "ہاں"`, "اس نے کہا ”ہاں“"],
    ["und", `"as it is" - so`, `"as it is" – so`],
  ])("%s: quotation marks of %s", (language, typed, expected) => {
    expect(printed(typed, language)).toBe(expected);
  });

  it.each([
    [
      "en",
      "£2 million on 29 August by Dr Smith at 9 am",
      "£2~million on 29~August by Dr~Smith at 9~am",
    ],
    ["en", "see p. 3 and § 4, 15 km away, 10 % more", "see p.~3 and §~4, 15~km away, 10~% more"],
    [
      "en",
      "ring 01632 960 123 or +44 20 7946 0000 by 10 12 times in 2026 2027",
      "ring 01632~960~123 or +44~20~7946~0000 by 10 12 times in 2026 2027",
    ],
    ["fr", "au 01 23 45 67 89 avant 8 h", "au 01~23~45~67~89 avant 8~h"],
    [
      "en",
      "Dr and Mr are words; 29 Augusts; 5 ambulances",
      "Dr and Mr are words; 29 Augusts; 5 ambulances",
    ],
    ["fr", "le 1er mars, 3 millions, M. Dupont", "le 1er~mars, 3~millions, M.~Dupont"],
    ["de", "am 3. März um 9 Uhr, Frau Müller", "am 3.~März um 9~Uhr, Frau~Müller"],
    ["pl", "29 sierpnia, dr Nowak", "29~sierpnia, dr~Nowak"],
    ["pl", "w domu i w 2026 r., A to z nami", "w~domu i~w~2026~r., A~to z~nami"],
    ["cy", "29 Awst, £2 miliwn, Dr Evans", "29~Awst, £2~miliwn, Dr~Evans"],
    ["ga", "29 Lúnasa, €2 milliún, Dr Ní Bhriain", "29~Lúnasa, €2~milliún, Dr~Ní Bhriain"],
    ["gd", "11 Màrt, £2 millean, Dr Baird", "11~Màrt, £2~millean, Dr~Baird"],
    ["it", "29 agosto, 2 milioni, Dott. Riva", "29~agosto, 2~milioni, Dott.~Riva"],
    ["es", "2 millones, Sra. Ferrer", "2~millones, Sra.~Ferrer"],
    ["ar", "29 أغسطس و2 مليون", "29~أغسطس و2~مليون"],
    ["ur", "29 اگست، 2 لاکھ، نمبر 5", "29~اگست، 2~لاکھ، نمبر~5"],
  ])("%s: no line ends within %s", (language, typed, expected) => {
    expect(printed(typed, language)).toBe(expected);
  });

  it.each([
    [`see https://example.org/a--b?q="x"... now...`, `see https://example.org/a--b?q="x"... now…`],
    [`write to o'brien@example.org - or "ring"`, `write to o'brien@example.org – or “ring”`],
    ['type `"a" - b...` here', 'type `"a" - b...` here'],
    ["wait.... and -- then", "wait.... and – then"],
    ["10-12 and well-known - yes", "10-12 and well-known – yes"],
    ["2027--28, and a--b", "2027–28, and a--b"],
  ])("leaves addresses and code as they are: %s", (typed, expected) => {
    expect(printed(typed)).toBe(expected);
  });

  it("pairs quotation marks over bold words, and leaves a link alone", () => {
    const typed: Run[] = [
      { kind: "text", text: 'They wrote "' },
      { kind: "strong", runs: [{ kind: "text", text: "now" }] },
      { kind: "text", text: '", see ' },
      { kind: "link", text: 'the "handbook"', href: "https://example.org/'a'" },
      { kind: "text", text: "'s page" },
    ];
    const { body } = typeset(
      aLetter({ language: "en", body: [{ kind: "paragraph", runs: typed }] }),
    );
    expect(body).toEqual([
      {
        kind: "paragraph",
        runs: [
          { kind: "text", text: "They wrote “" },
          { kind: "strong", runs: [{ kind: "text", text: "now" }] },
          { kind: "text", text: "”, see " },
          typed[3],
          { kind: "text", text: "’s page" },
        ],
      },
    ]);
  });

  /** The text without the difference between typed and printed marks. */
  const words = (text: string) =>
    text
      .replace(/\s*["'“”„«»‘’‚]\s*/g, '"')
      .replaceAll("…", "...")
      .replace(/[-–]+/g, "-")
      .replaceAll("\u00a0", " ");

  it("changes no word, in any language", () => {
    const alphabet = [
      ..."ab Z19.,;:!?-'\"«»“”()…%£§\n`@",
      "Dr ",
      "29 ",
      "mars ",
      "w ",
      "مليون ",
      "www.",
      "://",
      "  ",
    ];
    const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 60 }).map(all => all.join(""));
    const languages = fc.constantFrom(
      "en",
      "cy",
      "fr",
      "de",
      "es",
      "it",
      "pl",
      "ar",
      "ur",
      "ga",
      "gd",
      "tlh",
    );
    fc.assert(
      fc.property(text, languages, (typed, language) => {
        expect(words(typesetLine(typed, language))).toBe(words(typed));
      }),
      { numRuns: runs(20_000) },
    );
  });
});

it("a line in a table breaks at blanks, except in a few letters: columns are narrow on a phone", () => {
  const cell: Run[] = [{ kind: "text", text: `"Open" by 29 August, 9 am to 1 pm` }];
  const { body } = typeset(aLetter({ body: [{ kind: "table", head: [], rows: [[cell]] }] }));
  expect(body).toEqual([
    {
      kind: "table",
      head: [],
      rows: [[[{ kind: "text", text: "“Open” by 29 August, 9\u00a0am to 1\u00a0pm" }]]],
    },
  ]);
});
