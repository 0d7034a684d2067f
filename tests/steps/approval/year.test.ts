import { describe, expect, it } from "vitest";
import { actorOf } from "../../../functions/core/access/actor.ts";
import type { Bulletin } from "../../../functions/core/bulletins/bulletin.ts";
import { type Edition, editionId } from "../../../functions/core/bulletins/edition.ts";
import {
  isAddressingNow,
  isEmpty,
  isSkipped,
  keepsEntries,
} from "../../../functions/core/bulletins/status.ts";
import { approveEdition } from "../../../functions/steps/approval/approve-edition.ts";
import { proposeEdition } from "../../../functions/steps/approval/propose-edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import {
  rewriteEntry,
  writeNewEntry,
} from "../../../functions/steps/editions/entries/write-entry.ts";
import { saveBulletin } from "../../../functions/steps/editions/save-bulletin.ts";
import { confirmMember } from "../../../functions/store/access/members.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import {
  listUnfinishedEditions,
  stopWatching,
} from "../../../functions/store/bulletins/due-editions.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { getEntry } from "../../../functions/store/bulletins/entries.ts";
import { aBulletin, anEntry } from "../../examples/builders.ts";
import { randomOf } from "../../faults/random.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { isFullSize } from "../../size.ts";
import { allEditions } from "../../stored-lists.ts";
import {
  bankHolidays2027,
  expectedFates,
  type Fate,
  nines,
  type YearBulletin,
  type YearEvent,
} from "./expected-year.ts";

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000];
/** In `npm test`: twelve days around a clock change and Easter. */
const from = isFullSize ? Date.UTC(2027, 0, 1) : Date.UTC(2027, 2, 22);
const to = isFullSize ? Date.UTC(2028, 0, 1) : Date.UTC(2027, 3, 3);
const deadlineMs = 8 * hourMs;

type Planned = YearBulletin & Pick<Bulletin, "schedule" | "holidays">;

const isWeekday = (day: Date) => day.getUTCDay() % 6 !== 0;
const isHoliday = (day: Date) => bankHolidays2027.has(day.toISOString().slice(0, 10));
const start = new Date(from).toISOString().slice(0, 10);
const kinds: readonly Omit<Planned, "id">[] = [
  {
    rule: "one",
    lateHours: 6,
    schedule: { every: "weekday", at: "09:00", from: start },
    holidays: { calendar: "england", rule: "skip" },
    slots: nines(from, to, day => isWeekday(day) && !isHoliday(day)),
  },
  {
    rule: "none",
    lateHours: 24,
    schedule: { every: "day", at: "09:00", from: start },
    slots: nines(from, to, () => true),
  },
  {
    rule: "one",
    lateHours: 48,
    schedule: { every: "2 weeks", on: ["friday"], at: "09:00", from: "2027-01-01" },
    slots: nines(from, to, day => (day.getTime() - Date.UTC(2027, 0, 1)) % (14 * dayMs) === 0),
  },
  {
    rule: "one",
    lateHours: 24,
    schedule: { cron: "0 9 1 * *" },
    slots: nines(from, to, day => day.getUTCDate() === 1),
  },
];
const bulletins: readonly Planned[] = Array.from({ length: isFullSize ? 10 : 4 }, (_, index) =>
  Object.assign({ id: `year-${index}` }, kinds[index % kinds.length]),
) as Planned[];

/** Everything that happens: writing, approving, editing after that, outages, double and fast clocks. */
function eventsOf(seed: number): YearEvent[] {
  const random = randomOf(seed, 1);
  const events: YearEvent[] = [];
  const ticks: number[] = [];
  // The clock ticks once in the minute of a date, for all bulletins.
  const seconds = new Map<number, number>();
  const inMinute = (slot: number) => {
    if (!seconds.has(slot)) seconds.set(slot, random.int(0, 59_000));
    return slot + (seconds.get(slot) ?? 0);
  };
  for (const { id: bulletin, slots, lateHours } of bulletins) {
    let before = from + 10 * minuteMs;
    for (const [index, slot] of slots.entries()) {
      const between = (low: number, high: number) => random.int(low, Math.max(low + 1, high));
      for (let count = random.int(0, 2); count > 0; count--) {
        const entry = `${bulletin}-${index}-${count}`;
        const at = between(before, slot + (random.chance(0.1) ? hourMs : -minuteMs));
        events.push({ at, kind: "write", bulletin, entry });
        if (random.chance(0.3))
          events.push({ at: between(at, slot + hourMs), kind: "edit", bulletin, entry });
      }
      const yes = random.chance(0.7)
        ? between(Math.max(before, slot - deadlineMs), slot)
        : between(slot, slot + 1.2 * lateHours * hourMs);
      if (random.chance(0.85)) events.push({ at: yes, kind: "approve", bulletin, slot });
      ticks.push(slot - deadlineMs + 20_000, inMinute(slot));
      ticks.push(slot + lateHours * hourMs + minuteMs);
      // A yes takes effect at the date, or at once: ticks after it are there to do no harm.
      if (random.chance(0.3)) ticks.push(yes + minuteMs);
      before = slot;
    }
  }
  const outages = Array.from({ length: Math.ceil((to - from) / (7 * dayMs)) }, () => {
    const begin = random.int(from, to);
    return { begin, end: begin + random.int(1, 40) * hourMs };
  });
  for (const at of new Set(ticks)) {
    if (outages.some(({ begin, end }) => at > begin && at < end)) continue;
    const now = at + (random.chance(0.1) ? 5 * minuteMs : 0);
    events.push({ at, kind: "tick", now, clocks: random.chance(0.2) ? 2 : 1 });
  }
  const end = to + 3 * dayMs;
  events.push({ at: end, kind: "tick", now: end, clocks: 1 });
  return events.sort((a, b) => a.at - b.at);
}

/** Each tick by itself. Between two ticks, the events of each bulletin: bulletins do not share any. */
function betweenTicks(events: readonly YearEvent[]): Map<string, YearEvent[]>[] {
  const groups: Map<string, YearEvent[]>[] = [];
  let last: YearEvent["kind"] = "tick";
  for (const event of events) {
    if (event.kind === "tick" || last === "tick") groups.push(new Map());
    const key = event.kind === "tick" ? "" : event.bulletin;
    const group = groups.at(-1);
    group?.set(key, [...(group.get(key) ?? []), event]);
    last = event.kind;
  }
  return groups;
}

const [eve, ada] = [actorOf({ sub: "eve", name: "Eve" }), actorOf({ sub: "ada", name: "Ada" })];

async function aYear(): Promise<TestPipeline> {
  const local = await aPipeline();
  const { pipeline } = local;
  await confirmMember(pipeline.table, { sub: "ada", name: "Ada", groups: ["approver"] });
  for (const { id, rule, lateHours, schedule, holidays } of bulletins)
    await saveBulletin(
      { ...pipeline, now: () => from },
      aBulletin({
        id,
        schedule,
        holidays,
        composition: "digest",
        zone: "Europe/London",
        lists: [],
        approval: rule,
        deadlineMinutes: deadlineMs / minuteMs,
        late: { rule: "send", withinHours: lateHours },
        holdMinutes: 0,
      }),
      eve,
    );
  return local;
}

async function happen({ pipeline, template }: TestPipeline, event: YearEvent): Promise<void> {
  const at = { ...pipeline, now: () => event.at };
  if (event.kind === "tick") {
    const now = { ...pipeline, now: () => event.now };
    await Promise.all(Array.from({ length: event.clocks }, () => runClock(now, template)));
    return;
  }
  const { bulletin } = event;
  if (event.kind === "approve") {
    const slot = new Date(event.slot);
    await proposeEdition(at, template, { bulletin, slot, by: ada });
    const edition = editionId(bulletin, slot);
    const hash = (await getEdition(pipeline.table, edition))?.hash ?? "";
    await approveEdition(at, template, { edition, hash, by: ada });
    return;
  }
  const text = { title: event.entry, body: `Words at ${event.at}.`, status: "ready" } as const;
  const entry = await getEntry(pipeline.table, bulletin, event.entry);
  if (event.kind === "write")
    await writeNewEntry(at, anEntry({ id: event.entry, bulletin, ...text }), eve);
  else if (entry) await rewriteEntry(at, { entry, text, seen: entry.version }, eve);
}

/** Ends what was opened, as the workers do, so that the clock has nothing more to look after. */
async function finishAll({ pipeline }: TestPipeline): Promise<void> {
  for (const edition of await listUnfinishedEditions(pipeline.table)) {
    if (!isAddressingNow(edition)) continue;
    await changeEdition(pipeline.table, edition, { kind: "address", audience: 0, rounds: 1 });
    const sending = { ...edition, status: "sending", rounds: 1 } as const;
    await changeEdition(pipeline.table, sending, { kind: "finish" });
    await stopWatching(pipeline.table, { ...sending, status: "finished" });
  }
}

const fateOf = (edition: Edition): Fate | undefined =>
  isSkipped(edition)
    ? { fate: "skipped", entries: [] }
    : isEmpty(edition)
      ? { fate: "empty", entries: [] }
      : keepsEntries(edition)
        ? { fate: "sent", entries: [...edition.entries].sort() }
        : undefined;

/** Lives through a year, and compares it with the oracle each month: a fault is told of early. */
async function liveThrough(seed: number): Promise<Fate[]> {
  const events = eventsOf(seed);
  const year = await aYear();
  let [past, month] = [0, new Date(from).getUTCMonth()];
  for (const together of betweenTicks(events)) {
    await Promise.all(
      [...together.values()].map(async ofBulletin => {
        for (const event of ofBulletin) await happen(year, event);
        past += ofBulletin.length;
      }),
    );
    await finishAll(year);
    const [event] = together.get("") ?? [];
    if (event?.kind !== "tick" || new Date(event.at).getUTCMonth() === month) continue;
    month = new Date(event.at).getUTCMonth();
    await compare(year, seed, events.slice(0, past));
  }
  return compare(year, seed, events);
}

/** Returns what became of all slots, which is what the oracle expects. */
async function compare(
  { pipeline }: TestPipeline,
  seed: number,
  events: readonly YearEvent[],
): Promise<Fate[]> {
  const expected = expectedFates(bulletins, events);
  for (const { id } of bulletins) {
    const editions = await allEditions(pipeline.table, id);
    const fates = editions.flatMap(edition => {
      const fate = Date.parse(edition.slot) < to ? fateOf(edition) : undefined;
      return fate ? [[edition.slot, fate] as const] : [];
    });
    const wanted = [...(expected.get(id) ?? [])].map(
      ([slot, fate]) => [new Date(slot).toISOString(), fate] as const,
    );
    expect([seed, id, Object.fromEntries(fates)]).toEqual([seed, id, Object.fromEntries(wanted)]);
    const sent = editions.flatMap(edition => fateOf(edition)?.entries ?? []);
    expect(new Set(sent).size).toBe(sent.length);
  }
  return [...expected.values()].flatMap(fates => [...fates.values()]);
}

/** YEAR_SEED repeats a year. At the full size three go by at once, each with a table of its own. */
function seeds(): number[] {
  if (process.env.YEAR_SEED !== undefined) return [Number(process.env.YEAR_SEED)];
  return isFullSize ? [0, 1, 2].map(year => (Date.now() % 1_000_000) + year) : [7];
}

describe("a year of bulletins", { timeout: 3_600_000 }, () => {
  it("has exactly the editions that an oracle expects, and each entry in one of them", async () => {
    const years = await Promise.all(seeds().map(liveThrough));
    for (const fates of years)
      for (const fate of ["sent", "skipped", "empty"] as const)
        expect([fate, fates.filter(each => each.fate === fate).length > 0]).toEqual([fate, true]);
  });
});
