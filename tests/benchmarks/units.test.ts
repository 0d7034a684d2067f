import { describe, expect, it } from "vitest";
import { costPerMillion } from "./cost.ts";
import { readBenchLetter } from "./letter.ts";
import { runEdition } from "./run-edition.ts";

describe("the benchmark of sizes", () => {
  it("takes an edition through every step, each person once, for less than half a unit each", async () => {
    const options = { people: 300, warmUp: 50, rate: 10_000, sendWorkers: 2, feedbackWindow: 200 };
    const run = await runEdition(await readBenchLetter(), options);
    const sum = (units: "writeUnits" | "readUnits") =>
      (["address", "send", "feedback", "clock"] as const).reduce(
        (total, step) => total + run.steps[step][units],
        0,
      );
    expect(sum("writeUnits") / 300).toBeGreaterThan(0.1);
    expect(sum("writeUnits") / 300).toBeLessThanOrEqual(0.5);
    expect(sum("readUnits") / 300).toBeLessThanOrEqual(0.5);
    for (const step of ["import", "address", "send", "feedback", "clock"] as const) {
      expect(run.steps[step].cpu, step).toBeGreaterThan(0);
      expect(run.steps[step].peakMemory, step).toBeGreaterThan(20_000_000);
    }
    const cost = costPerMillion(run, run);
    const parts = cost.sns + cost.sqs + cost.dynamodb + cost.lambda + cost.scheduler;
    expect(cost.pipeline).toBeCloseTo(parts);
    expect(cost.sns).toBe(1);
  });
});
