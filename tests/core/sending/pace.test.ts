import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fullShare,
  type PlaceKind,
  pageAfter,
  pageAt,
  periodMs,
  placeAt,
  placeInstant,
  shareAt,
  slowedDown,
  spacingMsOf,
  turnAt,
  windowSize,
} from "../../../functions/core/sending/pace.ts";
import { runs } from "../../size.ts";

const anyRate = fc.oneof(
  fc.integer({ min: 1, max: 3_000 }),
  fc.double({ min: 0.1, max: 100, noNaN: true }),
);
const anyInstant = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 });
const kinds: readonly PlaceKind[] = ["bulk", "single"];

describe("the calendar", () => {
  it("spaces whole messages, and sends one in a period if the rate is below one", () => {
    expect([0.5, 1, 13.9, 14].map(rate => periodMs / spacingMsOf(rate))).toEqual([1, 1, 13, 14]);
  });

  it("has each place of a page once, evenly spaced, every hundredth for a single mail", () => {
    fc.assert(
      fc.property(anyRate, anyInstant, (rate, at) => {
        const page = pageAt(at, rate);
        const of = (kind: PlaceKind) =>
          Array.from({ length: Math.min(500, page.places[kind]) }, (_, index) =>
            placeInstant(page, kind, index),
          );
        const bulk = of("bulk");
        const all = [...bulk, ...of("single").filter(instant => instant < (bulk.at(-1) ?? 0))].sort(
          (a, b) => a - b,
        );
        for (const [index, instant] of all.entries())
          expect(instant).toBeCloseTo(page.start + index * page.spacingMs, 3);
        expect(page.places.single).toBe(Math.floor((page.places.bulk + page.places.single) / 100));
        const last = Math.max(
          ...kinds.map(kind => placeInstant(page, kind, page.places[kind] - 1)),
        );
        expect(pageAfter(page, rate).start - last).toBeCloseTo(page.spacingMs, 3);
      }),
      { numRuns: runs(500) },
    );
  });

  it("gives the first place that is not past", () => {
    fc.assert(
      fc.property(anyRate, anyInstant, fc.constantFrom(...kinds), (rate, at, kind) => {
        const page = pageAt(at, rate);
        const place = placeAt(page, kind, at);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(page.places[kind]);
        if (place < page.places[kind])
          expect(placeInstant(page, kind, place)).toBeGreaterThanOrEqual(at - 0.01);
        if (place > 0) expect(placeInstant(page, kind, place - 1)).toBeLessThan(at);
      }),
    );
  });

  it("keeps every sliding second within the rate", () => {
    const page = pageAt(1_800_000_000_000, 14);
    const all = kinds.flatMap(kind =>
      Array.from({ length: page.places[kind] }, (_, index) => placeInstant(page, kind, index)),
    );
    for (const start of all)
      expect(all.filter(at => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(14);
  });

  it("claims more at a time at a higher rate, and never more than a batch", () => {
    expect([1, 14, 100, 150, 200, 5_000].map(windowSize)).toEqual([25, 25, 25, 37, 50, 50]);
  });
});

describe("the turns of one process", () => {
  it("never make up in a burst for a time when it was busy", () => {
    const spacingMs = periodMs / 50;
    fc.assert(
      fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 300 }), stalls => {
        let [now, last] = [1_000_000, 0];
        const turns = stalls.map((stall, index) => {
          now += index % 7 === 0 ? stall : 0;
          last = turnAt(last, 1_000_000 + index * spacingMs, now, spacingMs);
          now = Math.max(now, last);
          return now;
        });
        for (const start of turns)
          expect(
            turns.filter(turn => turn >= start && turn < start + 1_000).length,
          ).toBeLessThanOrEqual(50);
      }),
    );
  });

  it("are those of the calendar for a process that is in time", () => {
    expect(turnAt(1_000, 1_021, 1_021, 20)).toBe(1_021);
  });
});

describe("a process that SES has throttled", () => {
  it("halves its share once for a short time, and has all of it back half a minute later", () => {
    const once = slowedDown(fullShare, 100_000);
    expect(shareAt(once, 100_000)).toBe(0.5);
    expect(slowedDown(once, 100_500)).toEqual(once);
    expect(shareAt(slowedDown(once, 101_000), 101_000)).toBeCloseTo(0.267, 2);
    expect(shareAt(once, 107_500)).toBe(0.75);
    expect(shareAt(once, 130_000)).toBe(1);
  });

  it("never stops completely", () => {
    let share = fullShare;
    for (let second = 0; second < 100; second++)
      share = slowedDown(share, 1_000_000 + second * 1_000);
    expect(shareAt(share, 1_100_000)).toBeGreaterThanOrEqual(1 / 16);
  });
});
