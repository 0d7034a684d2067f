import { describe, expect, it } from "vitest";
import { contentHash, editionId } from "../../../functions/core/bulletins/edition.ts";
import { aContent } from "../../examples/builders.ts";

const sender = { from: "letters@example.org", replyTo: "office@example.org" };
const hash = contentHash(aContent(), sender, ["a", "b"]);

const welsh = {
  subject: "Cynlluniau’r gaeaf",
  html: "<p>Diolch.</p>",
  text: "Diolch.\n",
  salutation: "Annwyl gydweithiwr,",
  language: "cy",
};

describe("editionId", () => {
  it("is made of the bulletin and the slot", () => {
    expect(editionId("community-care", new Date("2026-11-17T09:00:00Z"))).toBe(
      "community-care_20261117T090000Z",
    );
  });

  it("tells slots apart by their milliseconds, within SES's alphabet for tags", () => {
    const id = editionId("community-care", new Date("2026-11-17T09:00:00.040Z"));
    expect(id).not.toBe(editionId("community-care", new Date("2026-11-17T09:00:00Z")));
    expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
  });
});

describe("contentHash", () => {
  it("is the same for the same letter to the same lists, named in any order", () => {
    expect(contentHash(aContent(), { ...sender }, ["b", "a"])).toBe(hash);
  });

  it.each([
    ["the subject", contentHash(aContent({ subject: "x" }), sender, ["a", "b"])],
    ["the HTML", contentHash(aContent({ html: "x" }), sender, ["a", "b"])],
    ["the plain text", contentHash(aContent({ text: "x" }), sender, ["a", "b"])],
    ["the salutation", contentHash(aContent({ salutation: "x" }), sender, ["a", "b"])],
    ["the language", contentHash(aContent({ language: "cy" }), sender, ["a", "b"])],
    ["the sender", contentHash(aContent(), { ...sender, from: "x@example.org" }, ["a", "b"])],
    ["where replies go", contentHash(aContent(), { from: sender.from }, ["a", "b"])],
    ["the lists", contentHash(aContent(), sender, ["a", "b", "c"])],
    ["a variant", contentHash(aContent({ variants: [welsh] }), sender, ["a", "b"])],
    [
      "where one field ends and the next begins",
      contentHash(aContent({ html: "<p>Thank you.</p>T", text: "hank you.\n" }), sender, [
        "a",
        "b",
      ]),
    ],
    ["a list's name", contentHash(aContent(), sender, ["a,b"])],
  ])("is another when %s changes", (_, other) => {
    expect(other).not.toBe(hash);
  });

  it.each(Object.keys(welsh))("is another when the %s of a variant changes", field => {
    const of = (variant: typeof welsh) =>
      contentHash(aContent({ variants: [variant] }), sender, ["a", "b"]);
    expect(of({ ...welsh, [field]: "x" })).not.toBe(of(welsh));
  });
});
