import { describe, expect, it } from "vitest";
import { nextSlot } from "../../../../functions/core/bulletins/schedule/next-slot.ts";
import { instantOf, wallTime } from "../../../../functions/core/bulletins/schedule/zoned-time.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The clocks of a zone go from `before` to `after` (milliseconds ahead of UTC) at an instant. */
type Change = {
  readonly zone: string;
  readonly at: number;
  readonly before: number;
  readonly after: number;
};

/** The offset in milliseconds, as Node says it: "GMT-02:00" is read, so that the test reckons in a way of its own. */
function offsetTeller(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return instant => {
    const [, sign, hours = 0, minutes = 0, seconds = 0] =
      /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(instant)) ?? [];
    return (
      (sign === "-" ? -1 : 1) *
      (Number(hours) * hour + Number(minutes) * minute + Number(seconds) * 1_000)
    );
  };
}

/** Every change of any zone from 2020 to 2040; of zones that change alike, the first one's. */
function* changes(): Generator<Change> {
  const known = new Set<string>();
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    const offsetAt = offsetTeller(zone);
    const step = 20 * day; // Morocco's clocks change twice within five weeks.
    for (let from = Date.UTC(2020, 0, 1); from < Date.UTC(2041, 0, 1); from += step) {
      const [before, after] = [offsetAt(from), offsetAt(from + step)];
      if (before === after) continue;
      let [early, late] = [from, from + step];
      while (late - early > 1_000) {
        const middle = Math.floor((early + late) / 2_000) * 1_000;
        if (offsetAt(middle) === before) early = middle;
        else late = middle;
      }
      const change = `${late} ${before} ${after}`;
      if (!known.has(change)) yield { zone, at: late, before, after };
      known.add(change);
    }
  }
}

const all = [...changes()];
const meetsMidnight = ({ at, before, after }: Change) =>
  (at + before) % day === 0 || (at + after) % day === 0;
/** Every change that begins or ends at midnight, where dates are at stake, and each fifth of the others. */
const some = all.filter((change, index) => meetsMidnight(change) || index % 5 === 0);
const name = ({ zone, at }: Change) => `${zone} ${new Date(at).toISOString()}`;

/** A daily, a weekly and a yearly cron at a wall time. */
function crons(wall: number): readonly string[] {
  const date = new Date(wall);
  const time = `${date.getUTCMinutes()} ${date.getUTCHours()}`;
  return [
    `${time} * * *`,
    `${time} * * ${date.getUTCDay()}`,
    `${time} ${date.getUTCDate()} ${date.getUTCMonth() + 1} *`,
  ];
}

/** Wall times at the beginning, in the middle and at the end of what a change skips or repeats, to the minute. */
function wallTimes({ at, before, after }: Change): readonly number[] {
  const [first, last] = [at + Math.min(before, after), at + Math.max(before, after) - minute];
  return [first, Math.floor((first + last) / 2 / minute) * minute, last];
}

describe("a schedule across the clock changes of all zones from 2020 to 2040", () => {
  it("has changes of every kind to look at", () => {
    expect(all.length).toBeGreaterThan(500);
    const endsAtMidnight = all.filter(
      ({ at, before, after }) => after > before && (at + after) % day === 0,
    );
    const startsAtMidnight = all.filter(
      ({ at, before, after }) => after > before && (at + before) % day === 0,
    );
    expect(endsAtMidnight.length).toBeGreaterThan(0);
    expect(startsAtMidnight.length).toBeGreaterThan(50);
  });

  it("is due at the first instant after the gap when its time is skipped, and goes on from there", () => {
    for (const change of some.filter(({ before, after }) => after > before))
      for (const [index, wall] of wallTimes(change).entries()) {
        const chosen = index === 1 ? crons(wall) : crons(wall).slice(0, 1);
        for (const cron of chosen) {
          const next = (after: number) =>
            nextSlot({ schedule: { cron }, zone: change.zone }, new Date(after))?.getTime();
          const what = `${name(change)} ${cron}`;
          expect(next(change.at - 1), what).toBe(change.at);
          expect(next(change.at - 20 * hour), what).toBe(change.at);
        }
        const daily = nextSlot(
          { schedule: { cron: crons(wall)[0] ?? "" }, zone: change.zone },
          new Date(change.at),
        );
        expect(daily?.getTime(), name(change)).toBe(wall + day - change.after);
      }
  });

  it("is due once when its time is repeated, the first time", () => {
    for (const change of some.filter(({ before, after }) => after < before))
      for (const [index, wall] of wallTimes(change).entries()) {
        const chosen = index === 1 ? crons(wall) : crons(wall).slice(0, 1);
        for (const cron of chosen) {
          const next = (after: number) =>
            nextSlot({ schedule: { cron }, zone: change.zone }, new Date(after))?.getTime() ?? 0;
          const what = `${name(change)} ${cron}`;
          const first = wall - change.before;
          expect(next(first - 1), what).toBe(first);
          expect(next(first - 20 * hour), what).toBe(first);
          expect(next(first), what).toBeGreaterThan(wall - change.after);
          expect(next(wall - change.after - 1), what).toBe(next(first));
        }
        const daily = nextSlot(
          { schedule: { cron: crons(wall)[0] ?? "" }, zone: change.zone },
          new Date(change.at),
        );
        expect(daily?.getTime(), name(change)).toBe(wall + day - change.after);
      }
  });

  it("keeps the order of wall times, and shows each of them at its instant unless it is skipped", () => {
    for (const change of all) {
      const walls = Array.from(
        { length: 9 },
        (_, index) => change.at + change.before + (index - 4) * 30 * minute,
      );
      const instants = walls.map(wall => instantOf(wall, change.zone));
      expect(
        instants.toSorted((a, b) => a - b),
        name(change),
      ).toEqual(instants);
      for (const [index, instant] of instants.entries())
        if (instant !== change.at)
          expect(wallTime(instant, change.zone), name(change)).toBe(walls[index]);
    }
  });
});
