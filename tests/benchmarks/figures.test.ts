import { describe, expect, it } from "vitest";
import { median } from "./median.ts";
import { numberOf, personAt } from "./people.ts";
import { meanRate, mostInAnySecond } from "./sliding-rate.ts";

describe("the figures of the benchmarks", () => {
  it("finds the fullest second wherever it begins", () => {
    expect(mostInAnySecond([0, 400, 900, 1_100, 1_350, 1_950])).toBe(4);
    expect(mostInAnySecond([])).toBe(0);
  });

  it("leaves the first second and the last out of the mean", () => {
    const times = Array.from({ length: 41 }, (_, index) => index * 100);
    expect(meanRate(times)).toBe(10);
  });

  it("takes the middle of its rounds", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});

it("finds the person of an address", () => {
  for (const number of [0, 7, 12_345, 999_999])
    expect(numberOf(personAt(number).email)).toBe(number);
  expect(numberOf("stranger@example.org")).toBeUndefined();
});
