import { describe, expect, it } from "vitest";
import { isFullSize } from "../../../../size.ts";
import { judgeBlind } from "./judge-blind.ts";
import { sayTally, tallyFaults } from "./tally.ts";
import { readBlindLetters } from "./truth.ts";

/** At least these shares of the texts are read without a fault in any part, or in any but the head's lines. */
const leastWhole = isFullSize ? 0.71 : 0.65;
const leastSound = isFullSize ? 0.73 : 0.66;

const front = "---\norganisation: Northmere Trust\n---\n";

describe("letters of an author who does not know the reader", () => {
  it.each([
    ["as they are", ""],
    ["below front matter", front],
  ])("are read whole %s", (_, head) => {
    // The small size has every tenth text.
    const texts = readBlindLetters()
      .flatMap(letter => letter.texts.map(text => ({ letter, ...text })))
      .filter(({ way }) => head === "" || !way.endsWith("-front"))
      .filter((_, index) => isFullSize || index % 10 === 0);
    const judged = texts.map(({ letter, way, text }) => ({
      name: `${letter.name}, ${way}`,
      faults: judgeBlind(letter.truth, head + text),
    }));
    const tally = tallyFaults(judged);
    console.info(`${texts.length} texts: ${sayTally(tally)}`);
    const said = judged.flatMap(({ name, faults }) =>
      faults.map(fault => `${name}: ${fault.kind}: ${fault.said}`),
    );
    expect(tally.whole, said.join("\n")).toBeGreaterThanOrEqual(leastWhole);
    expect(tally.sound, said.join("\n")).toBeGreaterThanOrEqual(leastSound);
  });
});
