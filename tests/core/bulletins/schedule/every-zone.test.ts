import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, dayText } from "../../../../functions/core/bulletins/schedule/calendar-day.ts";
import {
  nextSlot,
  upcomingDates,
} from "../../../../functions/core/bulletins/schedule/next-slot.ts";
import { plannedDates } from "../../../../functions/core/bulletins/schedule/planned-dates.ts";
import { repeatSchema } from "../../../../functions/core/bulletins/schedule/repeat.ts";
import { holidayCalendars } from "../../../../functions/core/bulletins/schedule/schedule.ts";
import { wallMinuteText } from "../../../../functions/core/bulletins/schedule/wall-minute.ts";
import { wallTime } from "../../../../functions/core/bulletins/schedule/zoned-time.ts";
import { runs } from "../../../size.ts";

const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) });

/** Schedules at every minute of the day, in words and as cron. */
const schedules = fc
  .record({
    minute: fc.integer({ min: 0, max: 1_439 }),
    kind: fc.constantFrom(
      { every: "day" },
      { every: "weekday" },
      { every: "week", on: ["sunday", "friday"] },
      { every: "2 weeks", on: ["saturday"], from: "2020-01-04" },
      { every: "month", on: ["31", "first monday"] },
      { cron: "* *" },
    ),
  })
  .map(({ minute, kind }) => {
    const [hour = "", rest = ""] = new Date(minute * 60_000).toISOString().slice(11, 16).split(":");
    return "cron" in kind
      ? { cron: `${Number(rest)} ${Number(hour)} * * *` }
      : repeatSchema.parse({ ...kind, at: `${hour}:${rest}` });
  });

const plans = fc
  .record({
    zone: fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
    schedule: schedules,
    holidays: fc.option(
      fc.record({
        calendar: fc.constantFrom(...holidayCalendars),
        rule: fc.constantFrom("skip" as const, "before" as const, "after" as const),
      }),
      { nil: undefined },
    ),
    after: instants,
    skipped: fc.integer({ min: 0, max: 3 }),
    moved: fc.integer({ min: 0, max: 3 }),
    toMinutes: fc.integer({ min: -2_000, max: 20_000 }),
  })
  .map(({ skipped, moved, toMinutes, ...plan }) => {
    const first = plannedDates(plan, wallTime(plan.after, plan.zone)).take(4).toArray();
    const { wall: away = 0 } = first[skipped] ?? {};
    const { wall: from = 0 } = first[moved] ?? {};
    const to = wallMinuteText(from + toMinutes * 60_000);
    const exceptions = [
      { skip: wallMinuteText(away) },
      ...(moved === skipped ? [] : [{ move: dayText(dayOf(from)), to }]),
    ];
    return { ...plan, exceptions };
  });

describe("in every zone", () => {
  it("each planned time opens one edition, in order, whether or not the clocks change", () => {
    fc.assert(
      fc.property(plans, ({ after, ...plan }) => {
        const expected: number[] = [];
        for (const { slot, isSkipped } of upcomingDates(plan, new Date(after))) {
          if (!isSkipped) expected.push(slot.getTime());
          if (expected.length === 8) break;
        }
        expect(expected).toHaveLength(8);
        // The clock goes from one slot to the next, and finds the same ones.
        const opened: number[] = [];
        for (let at = after; opened.length < 8; at = opened.at(-1) ?? 0)
          opened.push(nextSlot(plan, new Date(at))?.getTime() ?? 0);
        expect(opened).toEqual(expected);
        expect([...new Set(opened)].sort((a, b) => a - b)).toEqual(opened);
        expect(opened[0]).toBeGreaterThan(after);
        // Every planned time is one of them, or a gap of the clocks has skipped it.
        const end = wallTime(opened[7] ?? 0, plan.zone);
        const planned = plannedDates(plan, wallTime(after, plan.zone));
        const shown = new Set(opened.map(slot => wallTime(slot, plan.zone)));
        for (const { wall, isSkipped } of planned) {
          if (wall >= end) break;
          if (isSkipped || shown.has(wall)) continue;
          const later = [...shown].filter(each => each > wall);
          const isRepeated = wall <= wallTime(after, plan.zone) + 3_600_000 * 3;
          expect(isRepeated || Math.min(...later) - wall <= 86_400_000).toBe(true);
        }
      }),
      { numRuns: runs(1_500) },
    );
  });
});
