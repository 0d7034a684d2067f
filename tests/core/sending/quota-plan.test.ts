import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planDays } from "../../../functions/core/sending/quota-plan.ts";

describe("the days of an edition", () => {
  it("begin with what is left of today's quota", () => {
    expect(planDays(120_000, { max24HourSend: 50_000, remaining: 49_000 })).toEqual([
      49_000, 50_000, 21_000,
    ]);
    expect(planDays(100_000, { max24HourSend: 50_000, remaining: 0 })).toEqual([0, 50_000, 50_000]);
    expect(planDays(10, { max24HourSend: 200, remaining: 10 })).toEqual([10]);
  });

  it("are unknown if there is no quota", () => {
    expect(planDays(10, { max24HourSend: 0, remaining: 0 })).toBeUndefined();
  });

  it("add up to everyone, and none exceeds the quota", () => {
    const anyQuota = fc.integer({ min: 1, max: 5_000 }).chain(max24HourSend =>
      fc.record({
        max24HourSend: fc.constant(max24HourSend),
        remaining: fc.integer({ min: 0, max: max24HourSend }),
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), anyQuota, (people, quota) => {
        const days = planDays(people, quota) ?? [];
        expect(days.reduce((sum, day) => sum + day, 0)).toBe(people);
        expect(days[0]).toBeLessThanOrEqual(quota.remaining);
        expect(Math.max(...days)).toBeLessThanOrEqual(quota.max24HourSend);
      }),
    );
  });
});
