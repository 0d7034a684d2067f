import { describe, expect, it } from "vitest";
import { renderLetter } from "../../functions/mail/render-letter.ts";
import { readTemplate } from "../../functions/mail/template.ts";
import { aFooter, aLetter, somePlaces } from "../examples/a-letter.ts";

const good = await readTemplate("templates");

/** Renders with one passage of one file replaced, and says where that passage stood. */
async function spoilt(file: string, passage: string, replacement: string) {
  const text = good.files[file] ?? "";
  const at = text.indexOf(passage);
  if (at === -1) throw new Error(`${file} has no ${passage}`);
  const files = { ...good.files, [file]: text.replace(passage, () => replacement) };
  const result = await renderLetter(aLetter(), somePlaces, aFooter(), {
    main: "letter.mjml",
    files,
  });
  return { result, where: { file, line: text.slice(0, at).split("\n").length } };
}

const mistakes: readonly (readonly [string, string, string, string, RegExp])[] = [
  [
    "an unknown variable",
    "closing.liquid",
    "{{ part.signOff }}",
    "{{ part.signoff }}",
    /undefined variable: part.signoff/,
  ],
  [
    "an unknown variable in a partial",
    "runs.liquid",
    "{{ run.text }}",
    "{{ run.words }}",
    /undefined variable: run.words/,
  ],
  [
    "an unknown filter",
    "runs.liquid",
    "{{ run.text }}",
    "{{ run.text | shout }}",
    /undefined filter: shout/,
  ],
  [
    "a tag that is not closed",
    "items.liquid",
    "{%- for item in items -%}",
    "{% if true %}{%- for item in items -%}",
    /tag .*not closed/,
  ],
  [
    "an unknown Liquid tag",
    "part.liquid",
    "{{ part.heading }}</h1>",
    "{% shout %}</h1>",
    /tag "shout" not found/,
  ],
  [
    "a missing partial",
    "blocks.liquid",
    '{% render "items"',
    '{% render "points"',
    /partial "points.liquid" does not exist/,
  ],
  [
    "an unknown element",
    "footer.liquid",
    '<mj-text css-class="footer"',
    '<mj-txt /><mj-text css-class="footer"',
    /mj-txt doesn't exist/,
  ],
  [
    "an illegal attribute",
    "footer.liquid",
    '<mj-text css-class="footer"',
    '<mj-text colour="red" css-class="footer"',
    /colour is illegal/,
  ],
  [
    "an illegal value",
    "letter.mjml",
    "<mj-section direction",
    '<mj-section padding="wide" direction',
    /padding has invalid value/,
  ],
  [
    "an element in the wrong place",
    "letter.mjml",
    "<mj-column direction",
    "<mj-body></mj-body><mj-column direction",
    /mj-body cannot be used/,
  ],
  [
    "an element that is not closed",
    "head.liquid",
    "<mj-title>{{ letter.subject }}</mj-title>",
    "<mj-title>",
    /<mj-title> is not closed before <.mj-head>/,
  ],
  [
    "a closing tag too many",
    "letter.mjml",
    "<mj-column direction",
    "</mj-wrapper><mj-column direction",
    /<.mj-wrapper> closes nothing/,
  ],
  [
    "an include, which MJML would pass over",
    "letter.mjml",
    "<mj-section direction",
    '<mj-include path="x.mjml" /><mj-section direction',
    /disabled/,
  ],
];

describe("a mistake in the template", () => {
  it.each(mistakes)(
    "is named with its file and line: %s",
    async (_what, file, passage, replacement, message) => {
      const { result, where } = await spoilt(file, passage, replacement);
      expect(result).toMatchObject({
        kind: "template-error",
        ...where,
        message: expect.stringMatching(message),
      });
    },
  );

  it("has the partial's own line when MJML finds it in a partial", async () => {
    const files = {
      ...good.files,
      "letter.mjml": (good.files["letter.mjml"] ?? "").replace(
        "<mj-section direction",
        '{% render "head" %}\n<mj-section direction',
      ),
      "head.liquid":
        "\n<mj-section>\n  <mj-column>{% if true %}\n    <mj-colunm />{% endif %}\n  </mj-column>\n</mj-section>\n",
    };
    const result = await renderLetter(aLetter(), somePlaces, aFooter(), {
      main: "letter.mjml",
      files,
    });
    expect(result).toMatchObject({ kind: "template-error", file: "head.liquid", line: 4 });
  });

  it("is found in a branch that this letter does not take", async () => {
    const { result, where } = await spoilt(
      "footer.liquid",
      '<mj-text css-class="footer"',
      '{% if letter.heading == "" %}<mj-txt />{% endif %}<mj-text css-class="footer"',
    );
    expect(result).toMatchObject({ kind: "template-error", ...where });
  });

  it("is no mistake if Liquid only decides a value", async () => {
    const { result } = await spoilt(
      "footer.liquid",
      'color="#55585c"',
      'color="{% if letter.heading == "" %}#000000{% else %}#55585c{% endif %}"',
    );
    expect(result.kind).toBe("rendered");
  });
});
