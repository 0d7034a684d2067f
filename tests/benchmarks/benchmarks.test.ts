import { describe, expect, it } from "vitest";
import { costPerMillion } from "./cost.ts";
import { readBenchLetter } from "./letter.ts";
import { median } from "./median.ts";
import { benchPace } from "./pace.ts";
import { numberOf, personAt } from "./people.ts";
import { runEdition } from "./run-edition.ts";
import { benchSend } from "./send.ts";
import { meanRate, mostInAnySecond } from "./sliding-rate.ts";

// The tests ignore how fast this machine is. They check only that the benchmarks measure something.
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

describe("the benchmark of the pace", () => {
  it("has two editions sent by several processes and looks at when the letters come", async () => {
    const { figures, rows } = await benchPace({ rates: [60], seconds: 4, workers: 2 });
    expect(rows).toMatchObject([{ rate: 60, shares: expect.stringContaining("%") }]);
    expect(figures.paceMean).toBeGreaterThan(0);
    expect(figures.paceMost).toBeGreaterThan(figures.paceMean);
  });

  it("finds the fullest second wherever it begins", () => {
    expect(mostInAnySecond([0, 400, 900, 1_100, 1_350, 1_950])).toBe(4);
    expect(mostInAnySecond([])).toBe(0);
  });

  it("leaves the first second and the last out of the mean", () => {
    const times = Array.from({ length: 41 }, (_, index) => index * 100);
    expect(meanRate(times)).toBe(10);
  });
});

describe("the benchmark of sending", () => {
  it("sets the whole of send-batch against the bare SDK, and splicing against rendering", async () => {
    const { figures, rows } = await benchSend({ people: 60, rounds: 1 });
    expect(rows).toHaveLength(8);
    for (const ratio of Object.values(figures)) expect(ratio).toBeGreaterThan(0);
  });

  it("takes the middle of its rounds", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});

it("knows whose address an address is", () => {
  for (const number of [0, 7, 12_345, 999_999])
    expect(numberOf(personAt(number).email)).toBe(number);
  expect(numberOf("somebody@example.org")).toBeUndefined();
});
