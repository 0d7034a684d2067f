import { describe, expect, it } from "vitest";
import { readColleague } from "../../../../functions/core/people/rows/colleague-row.ts";

const all = { email: 0, name: 1, salutation: 2, language: 3 };
const read = (...cells: string[]) => readColleague(cells, all);

describe("a row", () => {
  it("is a colleague with their own values", () => {
    expect(read("jane@example.org", "Jane  Smith\n", " Dear Jane, ", "cy")).toEqual({
      kind: "colleague",
      colleague: {
        email: "jane@example.org",
        name: "Jane Smith",
        salutation: "Dear Jane",
        language: "cy",
      },
      salutation: { kind: "own", salutation: "Dear Jane" },
    });
  });

  it("may lack cells, or leave them empty", () => {
    const bare = {
      kind: "colleague",
      colleague: { email: "jane@example.org" },
      salutation: { kind: "none" },
    };
    expect(read("jane@example.org")).toEqual(bare);
    expect(read("jane@example.org", " ", "", "\u00a0")).toEqual(bare);
  });

  it("is cleaned of what no header can hold", () => {
    expect(
      read("\ufeffjane@example.org\u0000", "Jane\r\nBcc: eve@example.org\u0001"),
    ).toMatchObject({
      colleague: { email: "jane@example.org", name: "Jane Bcc: eve@example.org" },
    });
  });

  it("keeps an address that SES will refuse, for it to be rejected by name", () => {
    expect(read("zoë@example.org")).toMatchObject({
      kind: "colleague",
      colleague: { email: "zoë@example.org" },
    });
  });

  it("is refused where the address has a control character in it: without, it would be another address", () => {
    const reason = "the address contains an invisible character (U+0000)";
    expect(read("a@exam\0ple.org")).toEqual({ kind: "invalid", reason });
  });

  it.each([
    [["", "Jane"], "the address is empty"],
    [["jane"], 'the address has no "@"'],
    [["jane@example.org", "x".repeat(201)], "its name is longer than 200 characters"],
    [["jane@example.org", "", "x".repeat(201)], "its salutation is longer than 200 characters"],
    [
      ["jane@example.org", "", "", "Welsh please"],
      'its language is not a language tag such as "en" or "cy"',
    ],
  ])("is refused as %j", (cells, reason) => {
    expect(readColleague(cells, all)).toEqual({ kind: "invalid", reason });
  });

  it("gets its name from first and last name", () => {
    const columns = { email: 0, name: 1, firstName: 2, lastName: 3 };
    const nameOf = (...cells: string[]) => readColleague(["a@example.org", ...cells], columns);
    expect(nameOf("", " Siân ", "O’Brien")).toMatchObject({ colleague: { name: "Siân O’Brien" } });
    expect(nameOf("", "", "O’Brien")).toMatchObject({ colleague: { name: "O’Brien" } });
    expect(nameOf("Dr S. O’Brien", "Siân", "O’Brien")).toMatchObject({
      colleague: { name: "Dr S. O’Brien" },
    });
  });

  it("has the infix of a Dutch name between the two", () => {
    const columns = { email: 0, firstName: 1, infix: 2, lastName: 3 };
    const nameOf = (...cells: string[]) => readColleague(["a@example.org", ...cells], columns);
    expect(nameOf("Jan", "van der", "Berg")).toMatchObject({
      colleague: { name: "Jan van der Berg" },
    });
    expect(nameOf("Jan", " ", "Berg")).toMatchObject({ colleague: { name: "Jan Berg" } });
  });

  it("may name its language in words, or with an underscore", () => {
    for (const [cell, language] of [
      ["Cymraeg", "cy"],
      ["en_GB", "en-GB"],
      ["FRENCH", "fr"],
      ["Polski", "pl"],
      ["irlandais", "ga"],
      ["Gaelic", "gd"],
      ["Gàidhlig", "gd"],
      ["اردو", "ur"],
      ["Italiano", "it"],
    ] as const)
      expect(read("a@example.org", "", "", cell)).toMatchObject({ colleague: { language } });
  });

  it("is refused if its salutation was to be filled in", () => {
    expect(read("a@example.org", "", "Dear {{name}}")).toEqual({
      kind: "invalid",
      reason: "its salutation contains “{{name}}”, which was to be filled in",
    });
  });
});
