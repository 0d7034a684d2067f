import { expect, it } from "vitest";
import { matcherOf } from "../../../functions/core/people/match-person.ts";

const sian = { email: "s.obrien@example.org", name: "Dr Siân O’Brien" };

it.each([
  ["sian", true],
  ["SIÂN", true],
  ["obrien sia", true],
  ["o'brien", true],
  ["@example", true],
  ["  brien   dr ", true],
  ["sian jones", false],
])("finds a name whatever its accents, marks and case: %s is %s", (text, expected) => {
  expect(matcherOf(text)(sian)).toBe(expected);
});

it("finds a person without a name by their address", () => {
  expect(matcherOf("jo@")({ email: "jo@example.org" })).toBe(true);
});
