import { describe, expect, it } from "vitest";
import { isFullSize } from "../../../../size.ts";
import { judgeBlind } from "./judge-blind.ts";
import { readBlindLetters } from "./truth.ts";

/** At least this share of the texts is read without a fault in any part. */
const leastShare = 0.48;

const front = "---\norganisation: Northmere Trust\n---\n";

describe("letters of an author who does not know the reader", () => {
  it.each([
    ["as they are", ""],
    ["below front matter", front],
  ])("are read whole %s", (_, head) => {
    // The small size has every third text.
    const texts = readBlindLetters()
      .flatMap(letter => letter.texts.map(text => ({ letter, ...text })))
      .filter(({ way }) => head === "" || !way.endsWith("-front"))
      .filter((_, index) => isFullSize || index % 3 === 0);
    const faults = texts.flatMap(({ letter, way, text }) => {
      const fault = judgeBlind(letter.truth, head + text);
      return fault === undefined ? [] : [`${letter.name}, ${way}: ${fault}`];
    });
    const share = 1 - faults.length / texts.length;
    console.info(`${(share * 100).toFixed(1)} % of ${texts.length} texts`);
    expect(share, faults.join("\n")).toBeGreaterThanOrEqual(leastShare);
  });
});
