import { describe, expect, it } from "vitest";
import { readTemplate } from "../../../functions/mail/template.ts";
import { renderEntries } from "../../../functions/steps/editions/draft-edition.ts";
import { aBulletin, anEntry } from "../../examples/builders.ts";

const template = await readTemplate("templates");
const long = "We open the clinic at seven, and close it at nine in the evening. ".repeat(600);
const entries = [1, 2, 3].map(id =>
  anEntry({
    id: `e${id}`,
    title: `Entry ${id}`,
    body: `Beginning ${id}.\n\n${long}\n\nEnd ${id}.`,
  }),
);
const address = "https://letters.example.org/archive/weekly/1";
const codesOf = async (composition: "digest" | "letter", at?: string) => {
  const bulletin = aBulletin({ composition });
  const of = composition === "digest" ? entries : [anEntry({ body: long.repeat(3) })];
  const draft = await renderEntries(
    { bulletin, entries: of, slot: new Date(0), address: at },
    template,
  );
  if (draft.kind !== "draft") throw new Error(draft.kind);
  return { draft, codes: draft.findings.map(({ code }) => code) };
};

describe("a letter that Gmail would not show whole", () => {
  it("has its entries shortened if it is a digest with an archive", async () => {
    const { draft, codes } = await codesOf("digest", address);
    expect(codes).toContain("shortened");
    expect(codes).not.toContain("clipped");
    const { html, text, whole = "" } = draft.content;
    for (const id of [1, 2, 3]) {
      for (const part of [html, text]) {
        expect(part).toContain(`Beginning ${id}.`);
        expect(part).not.toContain(`End ${id}.`);
      }
      expect(text).toContain(`Read on: Entry ${id}`);
      expect(whole).toContain(`End ${id}.`);
    }
  });

  it("must not be approved otherwise", async () => {
    expect((await codesOf("digest")).codes).toContain("clipped");
    expect((await codesOf("letter", address)).codes).toContain("clipped");
  });
});
