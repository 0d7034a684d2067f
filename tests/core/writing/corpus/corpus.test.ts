import { describe, expect, it } from "vitest";
import { ways } from "./extract.ts";
import { judge } from "./judge.ts";
import { kinds } from "./letter-kinds.ts";

/** At least this share of extractions is read without a fault in any part. */
const leastShare = 0.95;

function faultsOf(front: boolean): string[] {
  return kinds.flatMap(kind =>
    ways.flatMap(way => {
      const fault = judge(kind, way, front);
      return fault === undefined ? [] : [`${kind.name}, ${way.name}: ${fault}`];
    }),
  );
}

describe("letters of many kinds, extracted in many ways", () => {
  it("are at least thirty kinds in eight ways", () => {
    expect(kinds.length).toBeGreaterThanOrEqual(30);
    expect(ways).toHaveLength(8);
  });

  it.each([
    ["without front matter", false],
    ["below front matter", true],
  ])("are read whole %s", (_, front) => {
    const faults = faultsOf(front);
    const share = 1 - faults.length / (kinds.length * ways.length);
    console.info(`${(share * 100).toFixed(1)} % of ${kinds.length * ways.length} extractions`);
    expect(share, faults.slice(0, 20).join("\n\n")).toBeGreaterThanOrEqual(leastShare);
    expect(faults.filter(fault => fault.includes(": word lost"))).toEqual([]);
  });
});
