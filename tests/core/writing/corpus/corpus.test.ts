import { describe, expect, it } from "vitest";
import { isFullSize } from "../../../size.ts";
import { judge } from "./judge.ts";
import { readLetters } from "./read-letters.ts";
import { ways } from "./ways.ts";

/** At least this share of extractions is read without a fault in any part. */
const leastShare = 0.98;
const letters = readLetters();

describe("letters of many kinds, extracted in many ways", () => {
  it("are at least seventy kinds in sixteen ways", () => {
    expect(letters.length).toBeGreaterThanOrEqual(70);
    expect(new Set(letters.map(letter => letter.name)).size).toBe(letters.length);
    expect(ways).toHaveLength(16);
  });

  it.each([
    ["without front matter", false],
    ["below front matter", true],
  ])("are read whole %s", (_, front) => {
    // The small size has a quarter of the extractions: each letter in four ways, and each way of many letters.
    const tried = letters.flatMap((letter, row) =>
      ways.flatMap((way, column) =>
        isFullSize || (row + column + 2 * Number(front)) % 4 === 0 ? [{ letter, way }] : [],
      ),
    );
    const faults = tried.flatMap(({ letter, way }) => {
      const fault = judge(letter, way, front);
      return fault === undefined ? [] : [`${letter.name}, ${way.name}: ${fault}`];
    });
    const share = 1 - faults.length / tried.length;
    console.info(`${(share * 100).toFixed(1)} % of ${tried.length} extractions`);
    expect(share, faults.slice(0, 20).join("\n\n")).toBeGreaterThanOrEqual(leastShare);
    expect(faults.filter(fault => fault.includes(": word lost"))).toEqual([]);
  });
});
