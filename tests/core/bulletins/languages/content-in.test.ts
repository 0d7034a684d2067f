import { describe, expect, it } from "vitest";
import { contentIn } from "../../../../functions/core/bulletins/languages/content-in.ts";
import { variantsSchema } from "../../../../functions/core/bulletins/languages/letter-text.ts";
import { aContent } from "../../../examples/builders.ts";

const inLanguage = (language: string) => ({ ...aContent(), language });
const content = aContent({
  language: "en-GB",
  variants: ["cy", "pt-BR", "pt-PT"].map(inLanguage),
});

describe("the letter for a person", () => {
  it.each([
    [undefined, "en-GB"],
    ["en", "en-GB"],
    ["en-US", "en-GB"],
    ["cy", "cy"],
    ["CY-gb", "cy"],
    ["pt-PT", "pt-PT"],
    ["pt", "pt-BR"],
    ["fr", "en-GB"],
    ["cym", "en-GB"],
  ])("in %s is the one in %s", (language, expected) => {
    expect(contentIn(content, language).language).toBe(expected);
  });

  it("is the only one there is", () => {
    const only = aContent({ language: "en" });
    expect(contentIn(only, "cy")).toBe(only);
  });
});

describe("the variants of an entry", () => {
  const variant = (language: string, body = "Diolch.") => ({
    language,
    title: "Teitl",
    body,
    format: "markdown",
  });

  it.each([
    ["two of one language", [variant("cy"), variant("cy-GB")], "must be in different languages"],
    ["none", [], undefined],
    [
      "too long together",
      ["cy", "fr", "de"].map(language => variant(language, "x".repeat(90_000))),
      "must be 250,000 bytes or fewer in all other languages together",
    ],
  ])("are refused if they are %s", (_, variants, message) => {
    const read = variantsSchema.safeParse(variants);
    expect(read.success).toBe(false);
    if (message !== undefined) expect(read.error?.issues[0]?.message).toBe(message);
  });
});
