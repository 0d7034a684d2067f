import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { letterFooter } from "../../../functions/core/bulletins/letter-footer.ts";
import { renderPlainText } from "../../../functions/core/letter/plain-text.ts";
import { parseMarkdown } from "../../../functions/core/writing/markdown.ts";
import { renderLetter } from "../../../functions/mail/render-letter.ts";
import { readTemplate } from "../../../functions/mail/template.ts";
import { aFooter, aLetter, somePlaces } from "../../examples/a-letter.ts";
import { aBulletin } from "../../examples/builders.ts";
import { allowedInMail } from "../allowed-in-mail.ts";
import { elements } from "../html-tree.ts";

const templates = await readTemplate("templates");
const image = (digit: string, size = "560x144") => `${digit.repeat(32)}-${size}.png`;
const [logo, dark, signature] = [image("1"), image("2"), image("3", "480x160")];

async function htmlOf(changed = {}, given = {}, main = "letter.mjml"): Promise<string> {
  const footer = letterFooter(aBulletin(given));
  const template = { ...templates, main };
  const rendered = await renderLetter(aLetter(changed), somePlaces, footer, template);
  if (rendered.kind === "template-error") throw new Error(rendered.message);
  const validate = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: Object.fromEntries(allowedInMail.map(rule => [rule, "off"])),
  });
  const { results } = await validate.validateString(rendered.html);
  expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
  return rendered.html;
}

describe.each(["letter.mjml", "sections.mjml"])("the logo in %s", main => {
  it("stands in place of the organisation's name, which is its words, in its size", async () => {
    const html = await htmlOf({}, { logo: { image: logo } }, main);
    expect(elements(html, "img").map(({ attributes }) => attributes)).toMatchObject([
      { src: `cid:${logo}`, alt: "Harbour Health Trust", width: "280", height: "72" },
    ]);
    expect(html.split("Harbour Health Trust")).toHaveLength(
      (await htmlOf({}, {}, main)).split("Harbour Health Trust").length,
    );
  });

  it("has another one on dark pages, which Outlook and programs without styles do not show", async () => {
    const html = await htmlOf({}, { logo: { image: logo, dark } }, main);
    const [light, other] = elements(html, "img").map(({ attributes }) => attributes);
    expect(light?.class).toContain("logo-light");
    expect(other).toMatchObject({ class: "logo-dark", src: `cid:${dark}` });
    expect(other?.style).toMatch(/^display:none;.*mso-hide:all/);
    expect(html).toMatch(/<!--\[if !mso\]><!--><img class="logo-dark"[^>]*><!--<!\[endif\]-->/);
    expect(html).toMatch(/prefers-color-scheme: dark[\s\S]*\.logo-dark \{ display: block/);
  });
});

it.each(["site", "inline"] as const)(
  "the number of links and images that are fetched is even, with images %s",
  async images => {
    for (const given of [{}, { logo: { image: logo } }, { logo: { image: logo, dark } }]) {
      const footer = Object.assign(letterFooter(aBulletin(given)), { images });
      const rendered = await renderLetter(aLetter(), somePlaces, footer, templates);
      const html = rendered.kind === "rendered" ? rendered.html : rendered.message;
      const links = elements(html, "a").filter(({ attributes }) =>
        attributes.href?.startsWith("http"),
      );
      const fetched = images === "site" ? elements(html, "img") : [];
      expect((links.length + fetched.length) % 2, JSON.stringify(given)).toBe(0);
    }
  },
);

describe("the image of a signature", () => {
  it("stands above the typed name, with words in the letter's language", async () => {
    const signatories = [
      { name: "Ada King", postNominals: "MP", role: ["Chair"], signature },
      { name: "Ben Ode", postNominals: "", role: [] },
    ];
    const html = await htmlOf({ signatories });
    const [image, ...others] = elements(html, "img").map(({ attributes }) => attributes);
    expect(others).toEqual([]);
    expect(image).toMatchObject({ src: `cid:${signature}`, alt: "Signature of Ada King" });
    expect(image).toMatchObject({ width: "240", height: "80" });
    expect(html.indexOf(signature)).toBeLessThan(html.indexOf("<strong>Ada King</strong>"));
    expect(await htmlOf({ signatories, language: "cy" })).toContain('alt="Llofnod Ada King"');
    const text = renderPlainText(aLetter({ signatories }), somePlaces, aFooter());
    expect(text).toContain("\n\nAda King MP\nChair\n\nBen Ode");
  });
});

describe("a link in bold that is alone in its paragraph", () => {
  it("looks like a button, whose size Outlook takes from its cell", async () => {
    const html = await htmlOf({ body: parseMarkdown("**[Book a place](https://example.org/b)**") });
    const [cell] = elements(html, "td").filter(({ attributes }) => attributes.class === "button");
    expect(cell?.attributes).toMatchObject({ bgcolor: "#1d4f91" });
    expect(cell?.attributes.style).toContain("mso-padding-alt:12px 22px");
    const [link] = elements(html, "a").filter(({ text }) => text === "Book a place");
    expect(link?.attributes.href).toBe("https://example.org/b");
    expect(link?.attributes.style).toContain("color:#ffffff");
  });

  it("is no button with other words, unsafe, or not in bold; in plain text it is a link", async () => {
    for (const text of [
      "**[Book a place](https://example.org/b)** now",
      "**Now: [Book a place](https://example.org/b)**",
      "[Book a place](https://example.org/b)",
      "**Book a place**",
    ])
      expect(await htmlOf({ body: parseMarkdown(text) }), text).not.toContain('class="button"');
    const body = parseMarkdown("**[Book a place](https://example.org/b)**");
    expect(renderPlainText(aLetter({ body }), somePlaces, aFooter())).toContain(
      "\n\nBook a place (https://example.org/b)\n\n",
    );
  });
});
