import { describe, expect, it } from "vitest";
import { upcomingDates } from "../../../../functions/core/bulletins/schedule/next-slot.ts";
import { datesOf, daysOf } from "./dates-of.ts";

const tuesdays = { every: "week", on: ["tuesday"], at: "09:00" };

describe("one date", () => {
  it("is skipped, and the others stay", () => {
    expect(
      daysOf({ schedule: tuesdays, exceptions: [{ skip: "2026-12-08" }] }, "2026-12-01", 3),
    ).toEqual(["12-01", "12-15", "12-22"]);
  });

  it("moves to another day and time, in order, also past other dates", () => {
    const moved = [
      { move: "2026-12-08", to: "2026-12-16T15:30" },
      { move: "2026-12-22", to: "2026-12-02T08:00" },
    ];
    expect(datesOf({ schedule: tuesdays, exceptions: moved }, "2026-12-01", 5)).toEqual([
      "2026-12-01T09:00",
      "2026-12-02T08:00",
      "2026-12-15T09:00",
      "2026-12-16T15:30",
      "2026-12-29T09:00",
    ]);
  });

  it("is one edition with the date that it moves onto", () => {
    const onto = [{ move: "2026-12-08", to: "2026-12-15T09:00" }];
    expect(daysOf({ schedule: tuesdays, exceptions: onto }, "2026-12-01", 3)).toEqual([
      "12-01",
      "12-15",
      "12-22",
    ]);
  });

  it("is named by its time if the day has several", () => {
    const twice = { cron: "0 9,15 * * *" };
    expect(
      datesOf({ schedule: twice, exceptions: [{ skip: "2026-12-01T09:00" }] }, "2026-12-01", 2),
    ).toEqual(["2026-12-01T15:00", "2026-12-02T09:00"]);
  });

  it("does not move if the schedule no longer has it", () => {
    const old = [{ move: "2026-12-09", to: "2026-12-10T09:00" }];
    expect(daysOf({ schedule: tuesdays, exceptions: old }, "2026-12-02", 2)).toEqual([
      "12-08",
      "12-15",
    ]);
  });

  it("may be one that a holiday skipped", () => {
    const plan = {
      schedule: { every: "week", on: ["friday"], at: "09:00" },
      holidays: { calendar: "england", rule: "skip" },
      exceptions: [{ move: "2026-12-25", to: "2026-12-23T09:00" }],
    } as const;
    expect(daysOf(plan, "2026-12-19", 2)).toEqual(["12-23", "01-08"]);
  });

  it("says why it is not as the schedule has it", () => {
    const plan = {
      zone: "Europe/London",
      schedule: { every: "week", on: ["monday"], at: "09:00" },
      holidays: { calendar: "england", rule: "after" },
      exceptions: [{ skip: "2026-12-21" }, { move: "2027-01-04", to: "2027-01-05T10:00" }],
    } as const;
    const wall = (text: string) => Date.parse(`${text}Z`);
    const dates = upcomingDates(plan, new Date("2026-12-14T12:00:00Z"));
    expect(dates.take(3).toArray()).toEqual([
      {
        wall: wall("2026-12-21T09:00"),
        slot: new Date("2026-12-21T09:00Z"),
        isSkipped: true,
        notes: [{ kind: "skipped" }],
      },
      {
        wall: wall("2026-12-29T09:00"),
        slot: new Date("2026-12-29T09:00Z"),
        isSkipped: false,
        notes: [
          {
            kind: "holiday-moved",
            from: wall("2026-12-28T09:00"),
            holiday: "Boxing Day (substitute day)",
          },
        ],
      },
      {
        wall: wall("2027-01-05T10:00"),
        slot: new Date("2027-01-05T10:00Z"),
        isSkipped: false,
        notes: [{ kind: "moved", from: wall("2027-01-04T09:00") }],
      },
    ]);
  });
});
