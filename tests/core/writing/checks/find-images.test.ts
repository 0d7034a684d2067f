import { describe, expect, it } from "vitest";
import { renderPlainText } from "../../../../functions/core/letter/plain-text.ts";
import { findInEntry } from "../../../../functions/core/writing/checks/find-in-entry.ts";
import { parseMarkdown } from "../../../../functions/core/writing/markdown.ts";
import { aFooter, aLetter, somePlaces } from "../../../examples/a-letter.ts";

const id = "0123456789abcdef0123456789abcdef-1200x800.jpg";
const today = new Date("2026-11-27T09:00:00Z");
const codes = (body: string) =>
  findInEntry({ id: "e", title: "", body, format: "markdown", language: "en-GB" }, today).map(
    ({ code }) => code,
  );

describe("an image in Markdown", () => {
  it("is a part of its line, by its name or its address", () => {
    const image = { kind: "image", id, alt: "Map of the harbour" };
    for (const address of [id, `https://readers.example/images/${id}`, `<${id}> "Our map"`])
      expect(parseMarkdown(`![Map of the harbour](${address})`)).toEqual([
        { kind: "paragraph", runs: [image] },
      ]);
    expect(parseMarkdown(`See ![Map of the harbour](${id}) here.`)).toMatchObject([
      { runs: [{ kind: "text", text: "See " }, image, { kind: "text", text: " here." }] },
    ]);
  });

  it("in a link stands before the words of the link", () => {
    expect(parseMarkdown(`[![Map](${id})](https://example.org)`)).toMatchObject([
      {
        runs: [
          { kind: "image", id, alt: "Map" },
          { kind: "link", text: "Map" },
        ],
      },
    ]);
  });

  it("of another site is not shown: its words become a link, and no word is lost", () => {
    expect(parseMarkdown("![Our map](https://example.org/map.png)")).toEqual([
      {
        kind: "paragraph",
        runs: [{ kind: "link", text: "Our map", href: "https://example.org/map.png" }],
      },
    ]);
  });

  it("is its words in plain text, in the letter's language", () => {
    const text = (language: string) =>
      renderPlainText(
        aLetter({ language, body: parseMarkdown(`![Map of the harbour](${id})`) }),
        somePlaces,
        aFooter(),
      );
    expect(text("en")).toContain("\n\n[Image: Map of the harbour]\n\n");
    expect(text("cy")).toContain("[Llun: Map of the harbour]");
  });
});

describe("the checks of an image", () => {
  it("block one that says nothing to people who do not see it", () => {
    expect(codes(`![Map of the harbour](${id})`)).toEqual([]);
    expect(codes(`![قاعة](${id})`)).toEqual([]);
    for (const alt of ["", " ", "IMG_1234", "map.png", "Screenshot", "image 3", "DSC-0042.JPG"])
      expect(codes(`![${alt}](${id})`), alt).toEqual(["no-alt"]);
  });

  it("block one that is not among the bulletin's images", () => {
    for (const address of ["https://example.org/map.png", "map.png", "http://localhost/map.png"])
      expect(codes(`![Map of the harbour](${address})`), address).toEqual(["foreign-image"]);
  });
});
