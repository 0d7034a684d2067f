import * as z from "zod";
import { count, exactText, instant, type Read } from "../text/schema-parts.ts";
import { type JoinedHow, joinedHow } from "./subscriber.ts";

/** The people who joined and left on one day (UTC). */
const daySchema = z.object({ joined: count, left: count });
export type ListDay = Read<typeof daySchema>;

/** What one walk over the rows of a list counts. */
export const listTallySchema = z.object({
  people: count,
  /** Those of them who get no letter at all. */
  notWrittenTo: count,
  /** By how they came onto the list. */
  how: z.partialRecord(joinedHow, count),
  /** By day ("2026-11-27"), the last 30 before the walk. */
  days: z.record(z.string(), daySchema),
});
export type ListTally = Read<typeof listTallySchema>;

/** A list's people at `at`, with what earlier counts have kept of the days before. */
export const listCountSchema = listTallySchema.extend({ at: instant });
export type ListCount = Read<typeof listCountSchema>;

/** A count of a long list that goes on with the people after `after`. */
export const partialCountSchema = listTallySchema.extend({ after: exactText });
export type PartialCount = Read<typeof partialCountSchema>;

/** The number of people on a bulletin's lists. Each person counts once. */
export const audienceSchema = z.object({
  /** The people who would get an edition now. */
  writtenTo: count,
  /** People who are suppressed or paused, or have an address that SES does not accept. */
  notWrittenTo: count,
});
export type Audience = Read<typeof audienceSchema>;

/** `lists`: the bulletin's lists when it was counted. */
export const countedAudienceSchema = audienceSchema.extend({
  at: instant,
  lists: z.array(exactText),
});
export type CountedAudience = Read<typeof countedAudienceSchema>;

/** A count that goes on with the people after `after`. */
export const partialAudienceSchema = audienceSchema.extend({
  after: exactText,
  lists: z.array(exactText),
});
export type PartialAudience = Read<typeof partialAudienceSchema>;

export const emptyAudience: Audience = { writtenTo: 0, notWrittenTo: 0 };

export const emptyTally: ListTally = { people: 0, notWrittenTo: 0, how: {}, days: {} };

/** A row of a list: `leftAt` is that of a tombstone. */
export type CountedRow = {
  readonly joinedAt?: string | undefined;
  readonly leftAt?: string | undefined;
  readonly how?: JoinedHow | undefined;
  readonly suppressed?: unknown;
};

/** Tombstones stay for 30 days. The day on which the oldest were written is incomplete. */
const daysKnown = 29;
const daysKept = 400;
const dayMs = 86_400_000;

const dayOf = (instant: string) => instant.slice(0, 10);
const dayBefore = (at: string, days: number) =>
  dayOf(new Date(Date.parse(at) - days * dayMs).toISOString());

/** Counts rows one after another. Changes only its own copy of the tally that it begins with. */
export function tallyOf(begin: ListTally, at: string) {
  const tally = {
    people: begin.people,
    notWrittenTo: begin.notWrittenTo,
    how: { ...begin.how },
    days: new Map(Object.entries(begin.days)),
  };
  const first = dayBefore(at, daysKnown);
  const onDay = (instant: string | undefined, what: keyof ListDay) => {
    if (instant === undefined || dayOf(instant) < first) return;
    const day = dayOf(instant);
    const before = tally.days.get(day) ?? { joined: 0, left: 0 };
    tally.days.set(day, { ...before, [what]: before[what] + 1 });
  };
  return {
    add: ({ joinedAt, leftAt, how, suppressed }: CountedRow) => {
      if (leftAt !== undefined) return onDay(leftAt, "left");
      tally.people++;
      if (suppressed !== undefined) tally.notWrittenTo++;
      if (how) tally.how[how] = (tally.how[how] ?? 0) + 1;
      // They were on the list before they said that they still want its letters.
      if (how !== "reconfirmed") onDay(joinedAt, "joined");
    },
    tally: (): ListTally => ({ ...tally, days: Object.fromEntries(tally.days) }),
  };
}

/** Returns a complete count: the days that it knows itself, and older ones from the count before. */
export function countAt(tally: ListTally, at: string, before: ListCount | undefined): ListCount {
  const known = dayBefore(at, daysKnown);
  const kept = dayBefore(at, daysKept);
  const older = Object.entries(before?.days ?? {}).filter(([day]) => day < known && day >= kept);
  return { ...tally, days: { ...Object.fromEntries(older), ...tally.days }, at };
}

/** A month of a list: "2026-11". */
export type ListMonth = ListDay & { readonly month: string };

/** Returns the months of a count, the oldest first, without gaps. */
export function monthsOf({ days, at }: ListCount, most = 12): ListMonth[] {
  const named = Object.keys(days).map(day => day.slice(0, 7));
  const last = at.slice(0, 7);
  const months: ListMonth[] = [];
  for (let month = last; months.length < most; month = monthBefore(month)) {
    const inMonth = Object.entries(days).filter(([day]) => day.startsWith(month));
    const sum = (what: keyof ListDay) => inMonth.reduce((total, [, day]) => total + day[what], 0);
    months.push({ month, joined: sum("joined"), left: sum("left") });
    if (!named.some(each => each < month)) break;
  }
  return months.reverse();
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
}
