import { expect, it } from "vitest";
import { readAddress } from "../../../../functions/core/people/rows/address-cell.ts";

it.each([
  "a@x.org”",
  "a@x.org’",
  "“a@x.org”",
  "(a@x.org).",
  "mailto:a@x.org",
  "<a@x.org>",
  "a@x.org–",
])("removes the marks of prose around an address: %s", cell => {
  expect(readAddress(cell)).toMatchObject({ mailbox: { address: "a@x.org" } });
});

it.each([
  ["a@x–y.org", "the address contains “–”, which no address has: did you mean a@x-y.org?"],
  [
    "(o’brien@x.org)",
    "the address contains “’”, which no address has: did you mean o'brien@x.org?",
  ],
  ["a@b“c.org", "the address contains ““”, which no address has: did you mean a@bc.org?"],
  ["a@☃.example", 'the part after the "@" is not a domain'],
  [
    "Jane <a@x.org>, Jo <b@x.org>",
    "the cell has several addresses: keep one of them, or give each a row of its own",
  ],
])("refuses a mark inside, and suggests an address: %s", (cell, reason) => {
  expect(readAddress(cell)).toEqual({ kind: "invalid", reason });
});
