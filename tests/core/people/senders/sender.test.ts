import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSender } from "../../../../functions/core/people/senders/sender.ts";

describe("parseSender", () => {
  it.each([
    ["letters@example.org", { name: "", address: "letters@example.org" }],
    [
      "Office of the Registrar <letters@example.org>",
      { name: "Office of the Registrar", address: "letters@example.org" },
    ],
    [
      '"Office, of the Registrar" <letters@EXAMPLE.org>',
      { name: "Office, of the Registrar", address: "letters@example.org" },
    ],
    [
      "Office, of the Registrar <letters@example.org>",
      { name: "Office, of the Registrar", address: "letters@example.org" },
    ],
    [
      "Trust (North): Letters [A]; all <letters@example.org>",
      { name: "Trust (North): Letters [A]; all", address: "letters@example.org" },
    ],
    [
      "Tŷ Ddewi <llythyrau@tŷ.example>",
      { name: "Tŷ Ddewi", address: "llythyrau@xn--t-foa.example" },
    ],
    [
      '"a@b.example" <letters@example.org>',
      { name: "a@b.example", address: "letters@example.org" },
    ],
  ])("reads %s", (text, sender) => {
    expect(parseSender(text)).toEqual({ ...sender, domain: sender.address.split("@").at(-1) });
  });

  it.each([
    "",
    "Office of the Registrar",
    "Office <>",
    "zoë@example.org",
    "a@example.org, b@example.org",
    "a@example.org b@example.org",
    "Office <a@example.org>, b@example.org",
    "Office <a@localhost>",
    "Office\r\n <a@example.org>",
    "Office\0 <a@example.org>",
  ])("refuses %j", text => {
    expect(parseSender(text)).toBeUndefined();
  });

  it("reads any quoted name back, whatever its content", () => {
    const anyName = fc.string({
      unit: fc.oneof(
        fc.constantFrom(..."@<>,;:()[]'. =?"),
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
    });
    fc.assert(
      fc.property(anyName, given => {
        const name = given
          .replace(/[\p{C}"\\]/gu, "")
          .replace(/\s+/g, " ")
          .trim();
        fc.pre(name !== "");
        expect(parseSender(`"${name}" <letters@example.org>`)).toEqual({
          name,
          address: "letters@example.org",
          domain: "example.org",
        });
      }),
    );
  });
});
