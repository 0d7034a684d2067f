import { describe, expect, it } from "vitest";
import { readColleague, readHeader } from "../../../functions/core/people/colleague-row.ts";

function columnsOf(...cells: string[]) {
  const header = readHeader(cells);
  if (header.kind === "invalid") throw new Error(header.reason);
  return header.columns;
}

const all = columnsOf("email", "name", "salutation", "language");
const read = (...cells: string[]) => readColleague(cells, all);

describe("the header row", () => {
  it("names the columns in any order, case and with blanks, and others are left alone", () => {
    expect([...columnsOf(" Name", "Dept", "EMAIL ")]).toEqual([
      ["name", 0],
      ["email", 2],
    ]);
  });

  it.each([
    [["name", "e-mail"], 'the header row has no column "email" (it has "name", "e-mail")'],
    [["jane@example.org"], 'the header row has no column "email" (it has "jane@example.org")'],
    [[], 'the header row has no column "email" (it has nothing)'],
    [["email", "Email"], 'the header row has two columns "email"'],
    [["email", "name", "name"], 'the header row has two columns "name"'],
  ])("is refused as %j", (cells, reason) => {
    expect(readHeader(cells)).toEqual({ kind: "invalid", reason });
  });
});

describe("a row", () => {
  it("is a colleague with their own values", () => {
    expect(read("jane@example.org", "Jane  Smith\n", " Dear Jane, ", "cy")).toEqual({
      kind: "colleague",
      colleague: {
        email: "jane@example.org",
        name: "Jane Smith",
        salutation: "Dear Jane,",
        language: "cy",
      },
    });
  });

  it("may lack cells, or leave them empty", () => {
    expect(read("jane@example.org")).toEqual({
      kind: "colleague",
      colleague: { email: "jane@example.org" },
    });
    expect(read("jane@example.org", " ", "", "\u00a0")).toEqual({
      kind: "colleague",
      colleague: { email: "jane@example.org" },
    });
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
});
