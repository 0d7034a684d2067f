import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstPlace, instants, periodAt, periodCapacity, periodMs } from "../../functions/core/pace.ts";

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
            given.push(...instants(period, capacity, given.length + count, count));
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
    const all = [100, 101, 102].flatMap(period => instants(period, capacity, capacity, capacity));
    for (const start of all) expect(all.filter(at => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(capacity);
  });
});
