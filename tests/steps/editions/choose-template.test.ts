import { expect, it } from "vitest";
import { readTemplate } from "../../../functions/mail/template.ts";
import { renderEntries } from "../../../functions/steps/editions/draft-edition.ts";
import { templatesDirectory } from "../../../infra/local/local-pipeline.ts";
import { aBulletin, anEntry } from "../../examples/builders.ts";

it("a bulletin's letters have its template, and another template is another letter to approve", async () => {
  const files = await readTemplate(templatesDirectory);
  const draft = async (template: "letter" | "sections" | undefined) => {
    const bulletin = aBulletin({ composition: "digest", template });
    const result = await renderEntries(
      { bulletin, entries: [anEntry()], slot: new Date(0) },
      files,
    );
    if (result.kind !== "draft") throw new Error(result.kind);
    return result;
  };
  const [usual, letter, sections] = await Promise.all([
    draft(undefined),
    draft("letter"),
    draft("sections"),
  ]);
  expect(letter.hash).toBe(usual.hash);
  expect(sections.hash).not.toBe(letter.hash);
  expect(sections.content.html).toContain('class="band"');
  expect(sections.content.text).toBe(letter.content.text);
});
