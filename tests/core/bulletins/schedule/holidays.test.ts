import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayText, easterOf } from "../../../../functions/core/bulletins/schedule/calendar-day.ts";
import { findHoliday } from "../../../../functions/core/bulletins/schedule/holidays/find-holiday.ts";
import type { Repeat } from "../../../../functions/core/bulletins/schedule/repeat.ts";
import {
  type HolidayCalendar,
  holidayCalendars,
} from "../../../../functions/core/bulletins/schedule/schedule.ts";
import { runs } from "../../../size.ts";
import { datesOf, daysOf } from "./dates-of.ts";

const dayMs = 86_400_000;

/** The holidays from Monday to Friday of a year, as "12-25". */
function weekdayHolidays(calendar: HolidayCalendar, year: number): string {
  const find = findHoliday({ calendar });
  const found: string[] = [];
  for (let day = Date.UTC(year, 0, 1) / dayMs; day < Date.UTC(year + 1, 0, 1) / dayMs; day++)
    if (find(day) !== undefined && ![0, 6].includes(new Date(day * dayMs).getUTCDay()))
      found.push(dayText(day).slice(5));
  return found.join(" ");
}

describe("the holidays of a calendar", () => {
  // https://www.gov.uk/bank-holidays, https://www.opm.gov, service-public.fr
  it.each<[HolidayCalendar, number, string]>([
    ["england", 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"],
    ["england", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"],
    ["england", 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"],
    ["england", 2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"],
    ["england", 2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"],
    ["england", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"],
    ["england", 2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"],
    ["scotland", 2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27"],
    ["scotland", 2023, "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"],
    ["scotland", 2024, "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26"],
    ["scotland", 2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"],
    ["northern-ireland", 2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"],
    ["northern-ireland", 2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28"],
    ["us-federal", 2020, "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25"],
    ["us-federal", 2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31"],
    ["us-federal", 2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26"],
    ["us-federal", 2023, "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25"],
    ["germany", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 12-25"],
    ["germany", 2027, "01-01 03-26 03-29 05-06 05-17"],
    ["france", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25"],
    ["france", 2027, "01-01 03-29 05-06 05-17 07-14 11-01 11-11"],
  ])("%s in %s", (calendar, year, expected) => {
    expect(weekdayHolidays(calendar, year)).toBe(expected);
  });

  it("are the same in Wales as in England", () => {
    for (let year = 2020; year <= 2040; year++)
      expect(weekdayHolidays("wales", year)).toBe(weekdayHolidays("england", year));
  });

  it("follow Easter to 2040", () => {
    // United States Census Bureau, Easter dates from 1600 to 2099.
    const easters =
      "2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2031-04-13 2032-03-28 2033-04-17 2034-04-09 2035-03-25 2036-04-13 2037-04-05 2038-04-25 2039-04-10 2040-04-01";
    expect(
      easters
        .split(" ")
        .map((_, index) => dayText(easterOf(2020 + index)))
        .join(" "),
    ).toBe(easters);
  });

  it("give every weekend holiday of the United Kingdom its own day off, to 2040", () => {
    const inUk = ["england", "scotland", "northern-ireland"] as const;
    const usual = { england: 8, scotland: 9, "northern-ireland": 10 };
    const more: Record<number, number> = { 2022: 2, 2023: 1 };
    for (const calendar of inUk)
      for (let year = 2020; year <= 2040; year++) {
        const worldCup = calendar === "scotland" && year === 2026 ? 1 : 0;
        expect(weekdayHolidays(calendar, year).split(" ").length, `${calendar} ${year}`).toBe(
          usual[calendar] + (more[year] ?? 0) + worldCup,
        );
      }
  });
});

describe("a date on a holiday", () => {
  const mondays = { every: "week", on: ["monday"], at: "09:00" };
  const weekdays = { every: "weekday", at: "09:00" };
  const around = (rule: "skip" | "before" | "after", schedule: Repeat = mondays) => ({
    schedule,
    holidays: { calendar: "england", rule } as const,
  });

  it("is skipped, or goes to the working day before or after", () => {
    // Easter Monday is 29 March 2027, Good Friday the 26th.
    expect(daysOf(around("skip"), "2027-03-20", 3)).toEqual(["03-22", "04-05", "04-12"]);
    expect(daysOf(around("before"), "2027-03-20", 3)).toEqual(["03-22", "03-25", "04-05"]);
    expect(daysOf(around("after"), "2027-03-20", 3)).toEqual(["03-22", "03-30", "04-05"]);
  });

  it("is one edition with the date that is there already", () => {
    expect(daysOf(around("before", weekdays), "2027-03-24", 4)).toEqual([
      "03-24",
      "03-25",
      "03-30",
      "03-31",
    ]);
    expect(daysOf(around("after", weekdays), "2027-12-24", 3)).toEqual(["12-24", "12-29", "12-30"]);
  });

  it("knows the organisation's own holidays", () => {
    const own = { dates: ["2026-12-07", "2026-12-08"], rule: "after" } as const;
    expect(daysOf({ schedule: mondays, holidays: own }, "2026-12-01", 2)).toEqual([
      "12-09",
      "12-14",
    ]);
  });

  it("never comes if every date is a holiday", () => {
    const christmas = { cron: "0 9 25 12 *" };
    expect(
      daysOf(
        { schedule: christmas, holidays: { calendar: "germany", rule: "skip" } },
        "2026-01-01",
        1,
      ),
    ).toEqual([]);
  });

  it("goes where a search through the days puts it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...holidayCalendars),
        fc.constantFrom("skip" as const, "before" as const, "after" as const),
        fc.constantFrom(
          mondays,
          weekdays,
          { every: "day", at: "23:30" },
          { every: "month", on: ["last weekday", "1"], at: "00:00" },
          { cron: "0 7,15 * * 1,5,6" },
        ),
        fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2040, 0, 1) / 60_000 }),
        (calendar, rule, schedule, minute) => {
          const after = minute * 60_000;
          const find = findHoliday({ calendar });
          const isOff = (day: number) =>
            find(day) !== undefined || [0, 6].includes(new Date(day * dayMs).getUTCDay());
          const early = new Date(after - 30 * dayMs).toISOString();
          const found = new Set<number>();
          for (const text of datesOf({ schedule }, early, 200)) {
            const wall = Date.parse(`${text}Z`);
            let day = Math.floor(wall / dayMs);
            if (find(day) === undefined) found.add(wall);
            else if (rule !== "skip") {
              while (isOff(day)) day += rule === "after" ? 1 : -1;
              found.add(day * dayMs + (wall % dayMs));
            }
          }
          const expected = [...found].filter(wall => wall > after).sort((a, b) => a - b);
          expect(
            datesOf({ schedule, holidays: { calendar, rule } }, new Date(after).toISOString(), 12),
          ).toEqual(expected.slice(0, 12).map(wall => new Date(wall).toISOString().slice(0, 16)));
        },
      ),
      { numRuns: runs(1_000) },
    );
  });
});
