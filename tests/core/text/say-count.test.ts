import { expect, it } from "vitest";
import { sayCount } from "../../../functions/core/text/say-count.ts";

it.each([
  [0, "0 people"],
  [1, "1 person"],
  [3_012, "3,012 people"],
])("says %i with its noun: %s", (count, said) => {
  expect(sayCount(count, "person", "people")).toBe(said);
});
