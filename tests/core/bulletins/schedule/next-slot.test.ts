import { describe, expect, it } from "vitest";
import { nextSlot, nextSlots } from "../../../../functions/core/bulletins/schedule/next-slot.ts";
import {
  scheduleSchema,
  zoneSchema,
} from "../../../../functions/core/bulletins/schedule/schedule.ts";

const london = (cron: string, after: string) =>
  nextSlot({ schedule: { cron }, zone: "Europe/London" }, new Date(after))?.toISOString();

describe("nextSlot", () => {
  it("keeps nine o'clock in London across the clock change in spring", () => {
    expect(london("0 9 * * 1", "2026-03-22T00:00:00Z")).toBe("2026-03-23T09:00:00.000Z");
    expect(london("0 9 * * 1", "2026-03-23T09:00:00Z")).toBe("2026-03-30T08:00:00.000Z");
  });

  it("keeps nine o'clock in London across the clock change in autumn", () => {
    expect(london("0 9 * * 1", "2026-10-19T08:00:00Z")).toBe("2026-10-26T09:00:00.000Z");
  });

  it("runs a time that the spring change skips right after it, once", () => {
    expect(london("30 1 * * *", "2026-03-28T12:00:00Z")).toBe("2026-03-29T01:00:00.000Z");
    expect(london("30 1 * * *", "2026-03-29T01:00:00Z")).toBe("2026-03-30T00:30:00.000Z");
  });

  it("runs a time that the autumn change repeats once", () => {
    expect(london("30 1 * * *", "2026-10-24T12:00:00Z")).toBe("2026-10-25T00:30:00.000Z");
    expect(london("30 1 * * *", "2026-10-25T00:30:00Z")).toBe("2026-10-26T01:30:00.000Z");
  });

  it.each([
    ["every day", "30 23 * * *"],
    ["every week", "30 23 * * 6"],
    ["every year", "30 23 28 3 *"],
    ["at the gap's beginning", "0 23 * * *"],
  ])("runs a time right after its gap when the gap ends at midnight: %s", (_name, cron) => {
    for (const [zone, gapEnd] of [
      ["America/Nuuk", "2026-03-29T01:00:00.000Z"],
      ["America/Scoresbysund", "2026-03-29T01:00:00.000Z"],
    ] as const) {
      expect(
        nextSlot({ schedule: { cron }, zone }, new Date("2026-03-28T12:00:00Z"))?.toISOString(),
        zone,
      ).toBe(gapEnd);
      expect(
        nextSlot({ schedule: { cron }, zone }, new Date(gapEnd))?.getTime(),
        zone,
      ).toBeGreaterThan(Date.parse("2026-03-29T12:00:00Z"));
    }
  });

  it("is after the instant, never at it", () => {
    expect(london("0 9 * * *", "2026-11-17T09:00:00Z")).toBe("2026-11-18T09:00:00.000Z");
    expect(london("0 9 * * *", "2026-11-17T08:59:59.999Z")).toBe("2026-11-17T09:00:00.000Z");
  });

  it("reads the cron in the zone of the schedule", () => {
    expect(
      nextSlot(
        { schedule: { cron: "0 9 * * *" }, zone: "Asia/Kolkata" },
        new Date("2026-11-17T00:00:00Z"),
      )?.toISOString(),
    ).toBe("2026-11-17T03:30:00.000Z");
  });

  it("is undefined for a day that never comes", () => {
    expect(london("0 0 31 2 *", "2026-03-01T00:00:00Z")).toBeUndefined();
  });
});

describe("a bulletin's next slot", () => {
  const daily = { zone: "UTC", schedule: { every: "day", at: "09:00" } };
  const now = new Date("2026-12-01T00:00:00Z");

  it("does not come while the bulletin is paused or archived", () => {
    expect(nextSlot(daily, now)).toEqual(new Date("2026-12-01T09:00:00Z"));
    expect(nextSlot({ ...daily, pausedAt: "2026-11-30T00:00:00Z" }, now)).toBeUndefined();
    expect(nextSlot({ ...daily, archivedAt: "2026-11-30T00:00:00Z" }, now)).toBeUndefined();
  });

  it("comes once for a single date", () => {
    const once = { zone: "America/New_York", schedule: { once: "2026-12-01T09:00" } };
    expect(nextSlot(once, now)).toEqual(new Date("2026-12-01T14:00:00Z"));
    expect(nextSlot(once, new Date("2026-12-01T14:00:00Z"))).toBeUndefined();
  });

  it("is one for two times within the same gap of the clocks", () => {
    const twice = { zone: "Europe/London", schedule: { cron: "10,50 1 * * *" } };
    expect(nextSlots(twice, new Date("2026-03-28T12:00:00Z"), 3)).toEqual([
      new Date("2026-03-29T01:00:00Z"),
      new Date("2026-03-30T00:10:00Z"),
      new Date("2026-03-30T00:50:00Z"),
    ]);
  });

  it.each(["0 9 31 2 *", "* * * * * *", "0 0 9 * * 2", "at nine", ""])("refuses “%s”", cron => {
    expect(scheduleSchema.safeParse({ cron }).success).toBe(false);
  });

  it.each(["Europe/Londn", "+01:00", "", "Mars/Base"])("refuses the zone “%s”", zone => {
    expect(zoneSchema.safeParse(zone).success).toBe(false);
  });
});
