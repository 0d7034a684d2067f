import { describe, expect, it } from "vitest";
import { benchPace } from "./pace.ts";
import { benchSend } from "./send.ts";

// The tests ignore how fast this machine is. They check only that the benchmarks measure something.
describe("the benchmark of the pace", () => {
  it("sends two editions from several processes and records when the letters come", async () => {
    const { figures, rows } = await benchPace({ rates: [60], seconds: 4, workers: 2 });
    expect(rows).toMatchObject([{ rate: 60, shares: expect.stringContaining("%") }]);
    expect(figures.paceMean).toBeGreaterThan(0);
    expect(figures.paceMost).toBeGreaterThan(figures.paceMean);
  });
});

describe("the benchmark of sending", () => {
  it("compares all of send-batch with the bare SDK, and splicing with rendering", async () => {
    const { figures, rows } = await benchSend({ people: 60, rounds: 1 });
    expect(rows).toHaveLength(12);
    for (const ratio of Object.values(figures)) expect(ratio).toBeGreaterThan(0);
  });
});
