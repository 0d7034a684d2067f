import { describe, expect, it } from "vitest";
import { nextSlot } from "../../../../functions/core/bulletins/schedule/next-slot.ts";

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
