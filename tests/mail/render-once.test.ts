import { describe, expect, it } from "vitest";
import { renderOnce } from "../../functions/mail/render-once.ts";
import { readTemplate } from "../../functions/mail/template.ts";
import { templatesDirectory } from "../../infra/local/local-pipeline.ts";
import { aLetter } from "../examples/a-letter.ts";

const footer = { organisation: "Harbour Health Trust", reason: "You are on a list." };

describe("rendering a letter once", () => {
  it("returns the same rendering for an equal letter, and another for any other", async () => {
    const template = await readTemplate(templatesDirectory);
    const first = renderOnce(aLetter(), footer, template);
    expect(renderOnce(aLetter(), { ...footer }, template)).toBe(first);
    const others = [
      renderOnce(aLetter({ subject: "Another subject" }), footer, template),
      renderOnce(aLetter(), { ...footer, reason: "You asked for it." }, template),
      renderOnce(aLetter(), footer, { ...template, files: { ...template.files } }),
    ];
    for (const other of others) expect(other).not.toBe(first);
    const pages = await Promise.all([first, ...others]);
    expect(pages.map(({ kind }) => kind)).toEqual(Array(4).fill("rendered"));
  });

  it("keeps a bounded number of letters, the latest ones", async () => {
    const template = await readTemplate(templatesDirectory);
    const letter = (number: number) => aLetter({ subject: `Letter ${number}` });
    const first = renderOnce(letter(0), footer, template);
    const second = renderOnce(letter(1), footer, template);
    for (let number = 2; number <= 50; number++) {
      renderOnce(letter(number), footer, template);
      expect(renderOnce(letter(0), footer, template)).toBe(first);
    }
    expect(renderOnce(letter(1), footer, template)).not.toBe(second);
  });
});
