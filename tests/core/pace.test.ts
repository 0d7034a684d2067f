import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  firstPlace,
  fullShare,
  instants,
  keptForSingles,
  periodAt,
  periodCapacity,
  periodMs,
  shareAt,
  slowedDown,
  turnAt,
  windowSize,
} from "../../functions/core/pace.ts";

const anyCapacity = fc.integer({ min: 1, max: 1_000 });
const anyPeriod = fc.integer({ min: 1_600_000_000, max: 1_800_000_000 });

describe("the pace", () => {
  it("holds whole messages, and one where the rate is less", () => {
    expect([0.5, 1, 13.9, 14, 1_000].map(periodCapacity)).toEqual([1, 1, 13, 14, 1_000]);
  });

  it("spaces all windows of a period evenly, however they are cut", () => {
    fc.assert(
      fc.property(
        anyPeriod,
        anyCapacity,
        fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 60 }),
        (period, capacity, cuts) => {
          const given: number[] = [];
          for (const cut of cuts) {
            const count = Math.min(cut, capacity - given.length);
            given.push(...instants(period, capacity, given.length, count));
          }
          for (const [place, at] of given.entries()) {
            expect(periodAt(at + 1e-3)).toBe(period);
            expect(at).toBeCloseTo(period * periodMs + (place * periodMs) / capacity, 2);
          }
        },
      ),
    );
  });

  it("gives no place that is past, and gives the first that is not", () => {
    fc.assert(
      fc.property(anyPeriod, anyCapacity, fc.nat(periodMs * 2), (period, capacity, elapsed) => {
        const now = period * periodMs + elapsed;
        const place = firstPlace(period, capacity, now);
        const at = (index: number) => period * periodMs + (index * periodMs) / capacity;
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(capacity);
        if (place < capacity) expect(at(place)).toBeGreaterThanOrEqual(now - 1e-3);
        if (place > 0) expect(at(place - 1)).toBeLessThan(now);
      }),
    );
  });

  it("begins a period that is to come with its first place", () => {
    expect(firstPlace(100, 14, 50 * periodMs)).toBe(0);
  });

  it("keeps every sliding second within the rate", () => {
    const capacity = 14;
    const all = [100, 101, 102].flatMap(period => instants(period, capacity, 0, capacity));
    for (const start of all) expect(all.filter(at => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(capacity);
  });

  it("claims more at a time at a higher rate, and never more than a batch", () => {
    expect([1, 14, 100, 150, 200, 5_000].map(windowSize)).toEqual([25, 25, 25, 37, 50, 50]);
  });

  it("leaves about one place in a hundred to single mails, whatever the rate", () => {
    for (const capacity of [2, 14, 50, 99, 100, 101, 500, 2_000]) {
      const periods = Array.from({ length: 1_000 }, (_, period) => keptForSingles(period, capacity));
      const kept = periods.reduce((sum, each) => sum + each, 0) / (1_000 * capacity);
      expect(kept).toBeGreaterThan(0.005);
      expect(kept).toBeLessThan(0.0151);
    }
  });
});

describe("the turns of one process", () => {
  it("never make up in a burst for a time when it was busy", () => {
    const spacing = periodMs / 50;
    fc.assert(
      fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 300 }), stalls => {
        let [now, last] = [1_000_000, 0];
        const turns = stalls.map((stall, index) => {
          now += index % 7 === 0 ? stall : 0;
          last = turnAt(last, 1_000_000 + index * spacing, now, spacing);
          now = Math.max(now, last);
          return now;
        });
        for (const start of turns)
          expect(turns.filter(turn => turn >= start && turn < start + 1_000).length).toBeLessThanOrEqual(50);
      }),
    );
  });

  it("are those of the calendar for a process that is in time", () => {
    expect(turnAt(1_000, 1_021, 1_021, 20)).toBe(1_021);
  });
});

describe("a process that SES has told that it is too fast", () => {
  it("halves its share once for a moment, and has all of it back half a minute later", () => {
    const once = slowedDown(fullShare, 100_000);
    expect(shareAt(once, 100_000)).toBe(0.5);
    expect(slowedDown(once, 100_500)).toEqual(once);
    expect(shareAt(slowedDown(once, 101_000), 101_000)).toBeCloseTo(0.267, 2);
    expect(shareAt(once, 107_500)).toBe(0.75);
    expect(shareAt(once, 130_000)).toBe(1);
  });

  it("never comes to a stand", () => {
    let share = fullShare;
    for (let second = 0; second < 100; second++) share = slowedDown(share, 1_000_000 + second * 1_000);
    expect(shareAt(share, 1_100_000)).toBeGreaterThanOrEqual(1 / 16);
  });
});
