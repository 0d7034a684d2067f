import { describe, expect, it } from "vitest";
import type { Letter } from "../../functions/core/letter/letter.ts";
import { templateNames } from "../../functions/core/letter/template-name.ts";
import { renderLetter } from "../../functions/mail/render-letter.ts";
import { namesOfTemplates, readTemplate, templateNamed } from "../../functions/mail/template.ts";
import { aFooter, aLetter, paragraph, somePlaces } from "../examples/a-letter.ts";

const good = await readTemplate("templates");

/** Renders with one passage of one file replaced, and says where an error about `at` should be. */
async function changed(
  [file, passage, replacement]: readonly [file: string, passage: string, replacement: string],
  { at = passage, letter = aLetter(), footer = aFooter() } = {},
) {
  const text = good.files[file] ?? "";
  if (!text.includes(passage)) throw new Error(`${file} has no ${passage}`);
  const files = { ...good.files, [file]: text.replaceAll(passage, () => replacement) };
  const result = await renderLetter(letter, somePlaces, footer, { main: "letter.mjml", files });
  const place = Object.entries(good.files).find(
    ([name, each]) => each.includes(at) && (at !== passage || name === file),
  );
  const [name = "", before = ""] = place ?? [];
  return {
    result,
    where: { file: name, line: before.slice(0, before.indexOf(at)).split("\n").length },
  };
}

const bilingual = aLetter({ translations: [aLetter({ heading: "Arall" })] });

type Broken = readonly [
  what: string,
  file: string,
  passage: string,
  replacement: string,
  at: string,
  message: RegExp,
  letter?: Letter,
];

const broken: readonly Broken[] = [
  ["the language", "letter.mjml", 'lang="{{ letter.language }}"', "", "<mjml", /lang must be/],
  ["the direction", "letter.mjml", 'dir="{{ letter.direction }}"', "", "<mjml", /dir must be/],
  [
    "the subject as title",
    "head.liquid",
    "{{ letter.subject }}",
    "A letter",
    "<mj-title",
    /the title must be the subject/,
  ],
  ["the salutation", "part.liquid", "{{ salutation }}", "Dear all,", "<mj-body", /salutation/],
  [
    "the text",
    "part.liquid",
    '{% render "blocks", blocks: part.body',
    '{% render "blocks", blocks: part.preamble',
    "<mj-body",
    /“Thank” is missing/,
  ],
  [
    "the order of the text",
    "part.liquid",
    '{%- render "closing", part: part, start: start %}',
    "",
    "<mj-body",
    /“With” is missing/,
  ],
  ["the heading", "part.liquid", "h1", "h2", "<mj-body", /does not show its heading “Winter 2026/],
  [
    "one heading alone",
    "closing.liquid",
    '<div class="closing">',
    '<h1>The end</h1><div class="closing">',
    "<mj-body",
    /2 main headings/,
  ],
  [
    "the words in the second language",
    "letter.mjml",
    "for part in letter.translations",
    "for part in letter.preamble limit: 0",
    "<mj-body",
    /does not show its heading “Arall”/,
    bilingual,
  ],
  ["why", "footer.liquid", "{{ footer.reason }}", "", "<mj-body", /why the reader gets it/],
  [
    "the link to unsubscribe",
    "footer-words.liquid",
    "{{ places.unsubscribeUrl }}",
    "{{ places.viewUrl }}",
    "<mj-body",
    /no link to {{ places.unsubscribeUrl }}/,
  ],
  [
    "the link to unsubscribe, where people see it",
    "footer-words.liquid",
    '<div class="links">',
    '<div class="links" style="display:none">',
    "<mj-body",
    /no link to {{ places.unsubscribeUrl }}/,
  ],
];

describe("a template promises", () => {
  it.each(broken.map(given => ({ what: given[0], given })))("$what", async ({ given }) => {
    const [, file, passage, replacement, at, message, letter] = given;
    const { result, where } = await changed([file, passage, replacement], { at, letter });
    expect(result).toMatchObject({
      kind: "template-error",
      ...where,
      message: expect.stringMatching(message),
    });
  });

  it("our own sentence about why, if the bulletin has none", async () => {
    const footer = aFooter({ reason: undefined });
    const { result } = await changed(["footer-words.liquid", "{{ words.reason }}", ""], { footer });
    expect(result).toMatchObject({ message: expect.stringMatching(/why the reader gets it/) });
  });

  it.each([
    ["<script>alert(1)</script>", /no script/],
    ['<p onclick="x()">', /no script/],
    ['<a href="javascript:x()">x</a>', /no script/],
    ["{{ salutation | raw }}", /markup of what people type/],
    ['<iframe src="x"></iframe>', /mail programs remove/],
    ['<img src="https://example.org/open.gif" alt="">', /who reads the letter/],
    ["<style>@import 'x.css';</style>", /nothing from the network/],
  ])("to have no %s", async (added, message) => {
    const passage = '<div class="closing">';
    const { result, where } = await changed(["closing.liquid", passage, `${added}${passage}`]);
    expect(result).toMatchObject({
      kind: "template-error",
      ...where,
      message: expect.stringMatching(message),
    });
  });

  it("nothing about what stands in a comment", async () => {
    const passage = "{%- comment -%}";
    const { result } = await changed(["closing.liquid", passage, `${passage} <script> | raw`]);
    expect(result.kind).toBe("rendered");
  });
});

describe("the templates", () => {
  it("are those that a bulletin can choose", () => {
    expect(namesOfTemplates(good)).toEqual([...templateNames].sort());
  });

  it.each(templateNames)("keep their promises: %s", async name => {
    const letter = aLetter({ body: [{ kind: "section", id: "a", blocks: [paragraph("One")] }] });
    for (const each of [letter, bilingual, aLetter({ heading: "", preamble: [] })])
      expect(
        await renderLetter(each, somePlaces, aFooter(), templateNamed(good, name)),
      ).toMatchObject({ kind: "rendered" });
  });

  it("are named if they do not exist", async () => {
    expect(
      await renderLetter(aLetter(), somePlaces, aFooter(), templateNamed(good, "other")),
    ).toEqual({
      kind: "template-error",
      file: "other.mjml",
      line: 1,
      message: "the template does not exist",
    });
  });
});
