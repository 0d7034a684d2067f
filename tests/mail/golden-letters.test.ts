import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { fillPlaces, fillPlacesInHtml } from "../../functions/core/letter/fill-places.ts";
import { templateNames } from "../../functions/core/letter/template-name.ts";
import { encodedSize } from "../../functions/mail/compose-message.ts";
import { readTemplate, templateNamed } from "../../functions/mail/template.ts";
import { renderEntries } from "../../functions/steps/editions/draft-edition.ts";
import {
  exampleArchive,
  exampleDay,
  readExamples,
} from "../../infra/local/preview/example-letters.ts";
import { somePlaces } from "../examples/a-letter.ts";
import { isFullSize } from "../size.ts";
import { allowedInMail } from "./allowed-in-mail.ts";
import { elements, wordsShown } from "./html-tree.ts";

const template = await readTemplate("templates");
const examples = (await readExamples("docs/examples")).map(example => {
  if (example.kind === "unreadable") throw new Error(example.problems.join());
  return example;
});

/** An example as a colleague gets it. */
async function letterOf(name: string, chosen?: string) {
  const example = examples.find(each => each.name === name);
  if (!example) throw new Error(`there is no example ${name}`);
  const { entries } = example;
  const bulletin = { ...example.bulletin, template: undefined };
  const draft = await renderEntries(
    { bulletin, entries, slot: exampleDay, address: exampleArchive },
    templateNamed(template, chosen ?? example.bulletin.template ?? "letter"),
  );
  if (draft.kind !== "draft") throw new Error(JSON.stringify(draft));
  const places = { ...somePlaces, salutation: draft.content.salutation };
  return {
    html: fillPlacesInHtml(draft.content.html, places),
    text: fillPlaces(draft.content.text, places),
    findings: draft.findings,
    size: encodedSize(draft.content.html),
  };
}

/** The words of the text part, without what only that part has: bullets, numbers, addresses, rules. */
function wordsOfText(text: string): string {
  const hasNumberedLinks = /^\[\d+\] https?:/m.test(text);
  return oneLine(
    text
      .replace(/ \(https?:[^ )]+\)/g, "")
      .replace(/^\[\d+\] https?:\S+$/gm, "")
      .replace(hasNumberedLinks ? / \[\d+\]/g : /[[\]]/g, "")
      .replace(/: https?:\S+$/gm, "")
      .replace(/^[- ]+$/gm, "")
      .replace(/^ *(?:•|\d+\.) /gm, "")
      .replace(/ \| /g, " "),
  );
}

/** The words of the HTML, without the letterhead, which only that part has. */
function wordsOfHtml(html: string): string {
  const letterhead = elements(html, "p").find(
    ({ attributes }) => attributes.class === "letterhead",
  );
  const shown = oneLine(wordsShown(html).replaceAll("·", " "));
  return shown.slice(oneLine(letterhead?.text ?? "").length).trim();
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const names = examples.map(({ name }) => name);

describe.each(names)("the example %s", name => {
  it("looks as its golden letter does, in HTML and in plain text", async () => {
    const { html, text } = await letterOf(name);
    await expect(html).toMatchFileSnapshot(`../golden/examples/${name}.html`);
    await expect(text).toMatchFileSnapshot(`../golden/examples/${name}.txt`);
  });

  it("is well-formed HTML", async () => {
    const validate = new HtmlValidate({
      extends: ["html-validate:recommended"],
      rules: Object.fromEntries(allowedInMail.map(rule => [rule, "off"])),
    });
    for (const chosen of isFullSize ? templateNames : [undefined]) {
      const report = await validate.validateString((await letterOf(name, chosen)).html);
      const problems = report.results.flatMap(result =>
        result.messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
      );
      expect(problems, chosen).toEqual([]);
    }
  });

  it("reads the same in both parts, word by word", async () => {
    const { html, text } = await letterOf(name, "letter");
    expect(wordsOfHtml(html)).toBe(wordsOfText(text));
  });

  it("has no error, because examples are models", async () => {
    const { findings } = await letterOf(name);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

it("the sample letter takes 12 kB at most", async () => {
  expect((await letterOf("winter-clinics")).size).toBeLessThanOrEqual(12_000);
});
