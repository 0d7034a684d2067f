import fc from "fast-check";
import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { safeAddress } from "../../functions/core/letter/content.ts";
import type { Footer } from "../../functions/core/letter/footer.ts";
import type { Letter } from "../../functions/core/letter/letter.ts";
import { letterheadOf } from "../../functions/core/letter/letterhead.ts";
import { type Places, sentinels, splitAtPlaces } from "../../functions/core/letter/places.ts";
import { renderLetter } from "../../functions/mail/render-letter.ts";
import { readTemplate } from "../../functions/mail/template.ts";
import {
  aFooter,
  aLetter,
  anArabicFooter,
  anArabicLetter,
  aWelshLetter,
  link,
  paragraph,
  somePlaces,
} from "../examples/a-letter.ts";
import {
  anyLetter,
  anyWords,
  firstWordMissing,
  harmless,
  wordsOf,
} from "../examples/any-letter.ts";
import { runs } from "../size.ts";
import { allowedInMail } from "./allowed-in-mail.ts";
import { elements, markupOf, wordsShown } from "./html-tree.ts";

const template = await readTemplate("templates");

async function htmlOf(
  letter: Letter,
  places: Places = somePlaces,
  footer: Footer = aFooter(),
): Promise<string> {
  const rendered = await renderLetter(letter, places, footer, template);
  if (rendered.kind === "template-error")
    throw new Error(`${rendered.file}:${rendered.line}: ${rendered.message}`);
  return rendered.html;
}

const letters: readonly (readonly [string, Letter, Footer])[] = [
  ["english", aLetter(), aFooter()],
  ["welsh", aWelshLetter(), aFooter()],
  ["arabic", anArabicLetter(), anArabicFooter()],
];

describe("renderLetter", () => {
  it.each(letters)("looks as the golden letter does: %s", async (name, letter, footer) => {
    const html = await htmlOf(letter, { ...somePlaces, salutation: letter.salutation }, footer);
    await expect(html).toMatchFileSnapshot(`../golden/letter-${name}.html`);
  });

  it.each(letters)("is well-formed HTML: %s", async (_name, letter, footer) => {
    const validate = new HtmlValidate({
      extends: ["html-validate:recommended"],
      rules: Object.fromEntries(allowedInMail.map(rule => [rule, "off"])),
    });
    const report = await validate.validateString(await htmlOf(letter, somePlaces, footer));
    expect(
      report.results.flatMap(result =>
        result.messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
      ),
    ).toEqual([]);
  });

  it("gives the same bytes for the same letter, even if the template is read again", async () => {
    const again = await renderLetter(
      aLetter(),
      somePlaces,
      aFooter(),
      await readTemplate("templates"),
    );
    expect(again).toEqual({ kind: "rendered", html: await htmlOf(aLetter()) });
  });

  it("says its language and direction", async () => {
    const html = await htmlOf(anArabicLetter(), somePlaces, anArabicFooter());
    expect(elements(html, "html")[0]?.attributes).toMatchObject({ lang: "ar", dir: "rtl" });
    expect(html).not.toContain("direction:ltr");
  });

  it("marks the footer's English words as English in a letter of another language", async () => {
    const html = await htmlOf(aLetter({ language: "mi" }));
    expect(
      elements(html, "div").find(({ attributes }) => attributes.class === "words")?.attributes,
    ).toMatchObject({
      lang: "en",
      dir: "ltr",
    });
  });

  it("has real headings, lists and paragraphs, and the number that a list starts with", async () => {
    const html = await htmlOf(aLetter());
    expect(
      ["h1", "h2", "h3", "ul", "ol", "li", "hr"].map(name => elements(html, name).length),
    ).toEqual([1, 1, 1, 2, 1, 8, 2]);
    expect(elements(html, "ol")[0]?.attributes.start).toBe("3");
  });

  it("says who sent it, why, and how to leave", async () => {
    const shown = wordsShown(await htmlOf(aLetter()));
    const { organisation, reason = "", address = "" } = aFooter();
    const expected = [
      organisation,
      address,
      reason,
      "Nobody reads replies to this letter.",
      "View in your browser",
      "Manage your letters",
      "Unsubscribe",
      "This letter carries no tracking.",
    ];
    expect(firstWordMissing(expected, shown.slice(shown.indexOf("cc: Chairs")))).toBeUndefined();
    const links = elements(await htmlOf(aLetter()), "a").slice(-3);
    expect(links.map(({ attributes }) => attributes.href)).toEqual([
      somePlaces.viewUrl,
      somePlaces.manageUrl,
      somePlaces.unsubscribeUrl,
    ]);
  });

  it("links to the organisation's privacy notice if it has one", async () => {
    const privacyUrl = "https://harbour-health.example/privacy?a=1&b=2";
    const link = elements(await htmlOf(aLetter(), somePlaces, aFooter({ privacyUrl })), "a").at(-1);
    expect(link?.attributes.href).toBe(privacyUrl);
  });

  it("fetches nothing: no image, script, style sheet or font from anywhere", async () => {
    const html = await htmlOf(aLetter({ body: [paragraph("No link.")] }));
    const addresses = html.match(/(https?:)?\/\/[^\s"'<>)]+/g);
    expect(new Set(addresses)).toEqual(
      new Set([
        "http://www.w3.org/1999/xhtml",
        somePlaces.viewUrl,
        somePlaces.manageUrl,
        somePlaces.unsubscribeUrl,
      ]),
    );
    expect(html).not.toMatch(/<(img|script|link|iframe|video|object|embed)\b|url\(|@import/i);
  });

  it("stays below 20 kB for a letter, and below 85 kB for a very long one", async () => {
    const long = aLetter({ body: Array.from({ length: 12 }, () => aLetter().body).flat() });
    expect(wordsOf(long).length).toBeGreaterThan(2_000);
    expect(Buffer.byteLength(await htmlOf(aLetter()))).toBeLessThan(20_000);
    expect(Buffer.byteLength(await htmlOf(long))).toBeLessThan(85_000);
  });

  it("lets a letter go without subject line, preamble, sign-off, signatory, postscript and postal address", async () => {
    const bare = aLetter({
      subject: "",
      heading: "",
      preheader: "",
      preamble: [],
      signOff: "",
      signatories: [],
      postscript: [],
    });
    const html = await htmlOf(bare, somePlaces, { organisation: "A", reason: "B" });
    expect([
      elements(html, "h1"),
      elements(html, "p").filter(({ text }) => text.trim() === ""),
    ]).toEqual([[], []]);
  });
});

it("marks the bulletin's own texts with their language, in a letter of another", async () => {
  const footer: Footer = { ...aFooter(), language: "ur", reason: "کیونکہ", address: "کراچی" };
  const own = elements(await htmlOf(aLetter(), somePlaces, footer), "p").filter(
    ({ attributes }) => attributes.lang === "ur" && attributes.dir === "rtl",
  );
  expect(own.map(({ text }) => text.trim())).toEqual([`${footer.organisation}\nکراچی`, "کیونکہ"]);
  const same = await htmlOf(aLetter(), somePlaces, { ...footer, language: aLetter().language });
  expect(elements(same, "p").filter(({ attributes }) => attributes.lang)).toEqual([]);
});

describe("the places of a letter", () => {
  it("come through in text and in links, each exactly as often as placed", async () => {
    const pieces = splitAtPlaces(await htmlOf(aLetter(), sentinels));
    expect(pieces.flatMap(piece => ("place" in piece ? [piece.place] : []))).toEqual([
      "salutation",
      // The sentence why, because the letter has an odd number of other links.
      "manageUrl",
      "viewUrl",
      "manageUrl",
      "unsubscribeUrl",
    ]);
  });

  it("take values afterwards as if they had been there from the start", async () => {
    const spliced = splitAtPlaces(await htmlOf(aLetter(), sentinels)).map(piece =>
      "place" in piece ? somePlaces[piece.place] : piece.literal,
    );
    expect(spliced.join("")).toBe(await htmlOf(aLetter(), somePlaces));
  });
});

describe("the words of a letter", () => {
  const isLink = (href: string) => safeAddress(href) !== undefined;

  it("are never markup, whatever they say and wherever they are", async () => {
    await fc.assert(
      fc.asyncProperty(anyLetter, anyWords, async (letter, words) => {
        const html = await htmlOf(
          letter,
          { ...somePlaces, salutation: words },
          { organisation: words, reason: words, address: words },
        );
        const plain = await htmlOf(
          harmless(letter, isLink),
          { ...somePlaces, salutation: "x" },
          {
            organisation: letterheadOf(letter, words) === "" ? "x" : "the organisation",
            reason: "x",
            address: "x",
          },
        );
        expect(markupOf(html)).toEqual(markupOf(plain));
        expect(elements(html, "a").every(({ attributes: { href = "" } }) => isLink(href))).toBe(
          true,
        );
      }),
      { numRuns: runs(300) },
    );
  });

  it("are all shown, in order, exactly as they were written", async () => {
    await fc.assert(
      fc.asyncProperty(anyLetter, async letter => {
        const html = await htmlOf(letter, { ...somePlaces, salutation: letter.salutation });
        expect(firstWordMissing(wordsOf(letter), wordsShown(html))).toBeUndefined();
        expect(elements(html, "h1")[0]?.text.trim()).toBe(letter.heading);
        expect(
          elements(html, "div").find(({ attributes }) => attributes.role === "article")?.attributes[
            "aria-label"
          ],
        ).toBe(letter.subject);
      }),
      { numRuns: runs(300) },
    );
  });

  it("show the address of a link that is not allowed", async () => {
    const html = await htmlOf(
      aLetter({ body: [paragraph("Press ", link("javascript:alert(1)", "here"), ".")] }),
    );
    expect(wordsShown(html)).toContain("Press here (javascript:alert(1)).");
    expect(elements(html, "a").map(({ attributes }) => attributes.href)).toEqual([
      somePlaces.manageUrl,
      somePlaces.viewUrl,
      somePlaces.manageUrl,
      somePlaces.unsubscribeUrl,
    ]);
  });

  it("cannot change the language", async () => {
    const html = await htmlOf(aLetter({ language: 'en"><script>alert(1)</script>' }));
    expect(elements(html, "script")).toEqual([]);
  });
});

describe("the letterhead", () => {
  const heads = async (letter: Letter, organisation: string) =>
    elements(await htmlOf(letter, somePlaces, { organisation, reason: "B" }), "p")
      .filter(({ attributes }) => attributes.class === "letterhead")
      .map(({ text }) => text.trim());

  it("names the organisation above a letter whose author did not", async () => {
    const dated = aLetter({ preamble: [paragraph("17 November 2026")] });
    expect(await heads(dated, "Harbour Health Trust")).toEqual(["Harbour Health Trust"]);
  });

  it("is the author's own if that names the organisation", async () => {
    const headed = aLetter({ preamble: [paragraph("HARBOUR HEALTH TRUST, 4 Quay Street")] });
    expect(await heads(headed, "Harbour Health Trust")).toEqual([]);
  });
});

describe("the words beside the subject in an inbox", () => {
  it("are padded, so that the letter's own first words do not follow them", async () => {
    const html = await htmlOf(aLetter({ preheader: "What changes in winter" }));
    const [hidden] = elements(html, "div").filter(({ attributes }) =>
      attributes.style?.startsWith("display:none"),
    );
    expect(hidden?.attributes.style).not.toContain("color");
    expect(html).toMatch(/What changes in winter(&#847;&#8199;){60}/);
  });

  it("have no place in a letter without them", async () => {
    expect(await htmlOf(aLetter({ preheader: "" }))).not.toContain("display:none;max-height");
  });
});
