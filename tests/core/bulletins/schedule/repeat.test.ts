import { Cron } from "croner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Repeat, repeatSchema } from "../../../../functions/core/bulletins/schedule/repeat.ts";
import { runs } from "../../../size.ts";
import { datesOf, daysOf } from "./dates-of.ts";

const next = (schedule: Repeat, after: string, count = 4) => daysOf({ schedule }, after, count);

describe("a schedule in words", () => {
  it("counts weeks from the first date on or after its beginning", () => {
    const tuesdays = { every: "2 weeks", on: ["tuesday"], at: "09:00", from: "2026-12-01" };
    expect(datesOf({ schedule: tuesdays }, "2026-11-01", 3)).toEqual([
      "2026-12-01T09:00",
      "2026-12-15T09:00",
      "2026-12-29T09:00",
    ]);
    // From a Wednesday: the first Monday is in the next week.
    const mondays = { every: "3 weeks", on: ["monday"], at: "09:00", from: "2026-12-02" };
    expect(next(mondays, "2026-11-01")).toEqual(["12-07", "12-28", "01-18", "02-08"]);
    const two = { every: "2 weeks", on: ["monday", "thursday"], at: "09:00", from: "2026-12-02" };
    expect(next(two, "2026-11-01", 5)).toEqual(["12-03", "12-14", "12-17", "12-28", "12-31"]);
    expect(next({ every: "2 weeks", at: "09:00", from: "2026-12-04" }, "2026-12-05", 2)).toEqual([
      "12-18",
      "01-01",
    ]);
  });

  it("counts months and days from their first date", () => {
    const quarterly = { every: "3 months", on: ["31"], at: "09:00", from: "2026-11-30" };
    expect(next(quarterly, "2026-11-01")).toEqual(["11-30", "02-28", "05-31", "08-31"]);
    expect(next({ every: "10 days", at: "09:00", from: "2026-12-25" }, "2026-01-01", 3)).toEqual([
      "12-25",
      "01-04",
      "01-14",
    ]);
  });

  it("takes the last day of a month that lacks the date, once", () => {
    const end = { every: "month", on: ["30", "31"], at: "09:00" };
    expect(next(end, "2028-01-30", 5)).toEqual(["01-30", "01-31", "02-29", "03-30", "03-31"]);
    expect(next({ every: "month", on: ["29"], at: "09:00" }, "2026-02-01", 2)).toEqual([
      "02-28",
      "03-29",
    ]);
  });

  // Croner reckons in a way of its own: its patterns are the oracle.
  const alike: readonly [Omit<Repeat, "at">, string][] = [
    [{ every: "day" }, "* * *"],
    [{ every: "weekday" }, "* * 1-5"],
    [{ every: "week", on: ["monday", "thursday"] }, "* * 1,4"],
    [{ every: "week", on: ["sunday"] }, "* * 0"],
    [{ every: "month", on: ["1"] }, "1 * *"],
    [{ every: "month", on: ["15", "28"] }, "15,28 * *"],
    [{ every: "month", on: ["31"] }, "L * *"],
    [{ every: "month", on: ["last day"] }, "L * *"],
    [{ every: "month", on: ["first day"] }, "1 * *"],
    [{ every: "month", on: ["last weekday"] }, "LW * *"],
    [{ every: "month", on: ["first weekday"] }, "1W * *"],
    [{ every: "month", on: ["first monday"] }, "* * 1#1"],
    [{ every: "month", on: ["second tuesday"] }, "* * 2#2"],
    [{ every: "month", on: ["fifth friday"] }, "* * 5#5"],
    [{ every: "month", on: ["last friday"] }, "* * 5#L"],
  ];

  it.each(alike)("comes when cron does: %o, %s", (words, days) => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2040-12-31"), noInvalidDate: true }),
        fc.constantFrom("00:00", "09:00", "23:59"),
        (after, at) => {
          const [hour, minute] = at.split(":").map(Number);
          const cron = new Cron(`${minute} ${hour} ${days}`, { timezone: "UTC", paused: true });
          const schedule = { ...words, at };
          expect(datesOf({ schedule }, after.toISOString(), 3)).toEqual(
            cron.nextRuns(3, after).map(run => run.toISOString().slice(0, 16)),
          );
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it.each([
    [{ every: "fortnight", at: "09:00" }, "every"],
    [{ every: "1 weeks", at: "09:00" }, "every"],
    [{ every: "2 weeks", on: ["monday"], at: "09:00" }, "from"],
    [{ every: "week", at: "09:00" }, "on"],
    [{ every: "week", on: ["first monday"], at: "09:00" }, "on"],
    [{ every: "week", on: [], at: "09:00" }, "on"],
    [{ every: "month", at: "09:00" }, "on"],
    [{ every: "month", on: ["32"], at: "09:00" }, "on"],
    [{ every: "month", on: ["sixth monday"], at: "09:00" }, "on"],
    [{ every: "weekday", on: ["monday"], at: "09:00" }, "on"],
    [{ every: "day", at: "24:00" }, "at"],
    [{ every: "day", at: "9" }, "at"],
    [{ every: "10 days", at: "09:00", from: "2026-02-30" }, "from"],
  ])("refuses %o", (schedule, field) => {
    const read = repeatSchema.safeParse(schedule);
    expect(read.error?.issues[0]?.path[0]).toBe(field);
  });
});
