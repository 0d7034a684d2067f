import { expect, it } from "vitest";
import { editionId } from "../../../functions/core/bulletins/edition.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { proposeEdition } from "../../../functions/steps/approval/propose-edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { isFullSize } from "../../size.ts";
import { allEditions } from "../../stored-lists.ts";
import {
  type Approving,
  aBulletinToApprove,
  ada,
  minutes,
} from "../approval/a-bulletin-to-approve.ts";

const days = ["2026-11-30", "2026-12-01", "2026-12-02"];
const at = (day: string, time: string) => Date.parse(`${day}T${time}:00Z`);

/** How a clock runs: how many at once, how far ahead, and on which of the days not at all. */
type Clocks = { readonly count?: number; readonly aheadMinutes?: number; readonly dead?: string };

/** Three days: an entry each morning, a person's yes at half past eight, and a letter at nine. */
async function threeDays({ count = 1, aheadMinutes = 0, dead }: Clocks): Promise<Approving> {
  const schedule = { cron: "0 9 * * *" };
  const a = await aBulletinToApprove({ schedule, approval: "another", deadlineMinutes: 120 });
  const tick = async (day: string, time: string) => {
    if (day === dead) return;
    const world = a.at(at(day, time) + minutes(aheadMinutes));
    await Promise.all(Array.from({ length: count }, () => runClock(world, a.template)));
  };
  for (const day of days) {
    await tick(day, "00:05");
    await a.write(`of-${day}`, "Words.", at(day, "06:00"));
    await tick(day, "07:00");
    const slot = new Date(at(day, "09:00"));
    const half = a.at(at(day, "08:30"));
    await proposeEdition(half, a.template, { bulletin: "weekly", slot, by: ada });
    const edition = editionId("weekly", slot);
    const { hash = "" } = (await getEdition(a.pipeline.table, edition)) ?? {};
    const yes = await approveEdition(half, a.template, { edition, hash, by: ada });
    expect(yes.kind).toBe("approved");
    await tick(day, "08:50");
    await tick(day, "09:00");
  }
  return a;
}

const usual = days.map(day => [`${day}T09:00:00.000Z`, [`of-${day}`]]);

const rows: readonly (readonly [string, Clocks, asked: number])[] = [
  ["two clocks, five minutes fast", { count: 2, aheadMinutes: 5 }, 3],
  ["a clock that is dead for a day", { dead: "2026-12-01" }, 2],
  ["one clock", {}, 3],
  ["two clocks", { count: 2 }, 3],
  ["a clock that is five minutes fast", { aheadMinutes: 5 }, 3],
];

it.each(isFullSize ? rows : rows.slice(0, 2))(
  "%s: the same editions, and each notice once",
  async (_, clocks, asked) => {
    const a = await threeDays(clocks);
    const all = await allEditions(a.pipeline.table, "weekly");
    // Nothing was due on the day before.
    const editions = all.filter(({ entries }) => entries.length > 0);
    const sent = editions.map(({ slot, entries }) => [slot, entries] as const);
    expect(sent.sort()).toEqual(usual);
    expect(new Set(editions.map(({ status }) => status))).toEqual(new Set(["addressing"]));
    const subjects = a.mailTo("ada@harbour-health.example");
    expect(subjects).toHaveLength(new Set(subjects).size);
    expect(subjects.filter(subject => subject.startsWith("Approve: "))).toHaveLength(asked);
  },
);
