import { ordinals, weekdays } from "../schedule/repeat.ts";
import { asList, isMapping, type Tree, Unreadable } from "./unreadable.ts";

/** Returns a schedule as people write it in the form that `scheduleSchema` reads. */
export function readSchedule(value: Tree): unknown {
  if (!isMapping(value))
    return new Unreadable(
      'must have fields, such as { every: week, on: tuesday, at: "09:00" } or { cron: "0 9 * * 2" }',
    );
  const kinds = ["every", "cron", "once"].filter(kind => value[kind] !== undefined);
  if (kinds.length !== 1) return new Unreadable("must have one of every, cron and once");
  const read: Record<string, unknown> = Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, readers[key]?.(part) ?? part]),
  );
  const day = typeof read.every === "string" ? weekdayIn(read.every) : undefined;
  if (day !== undefined && read.on === undefined) return { ...read, every: "week", on: [day] };
  return read;
}

const readers: Readonly<Record<string, (part: Tree) => unknown>> = {
  every: part => (typeof part === "string" ? readEvery(part) : part),
  on: readDays,
  at: part => (typeof part === "string" ? part.trim().replace(/^\d:/, "0$&") : part),
  once: readMinute,
};

/** "Every 2nd week", "fortnight" → "2 weeks". */
export function readEvery(text: string): string {
  const words = text
    .toLowerCase()
    .trim()
    .replace(/\s+/g, " ")
    .replace(/^every /, "");
  const [, number, unit] = /^(\S+) (day|week|month)s?$/.exec(words) ?? [];
  const count = numbers[number ?? ""] ?? Number(/^\d+/.exec(number ?? "")?.[0]);
  const known = everyWords[words];
  if (known !== undefined) return known;
  if (unit === undefined || !Number.isInteger(count)) return words;
  return count === 1 ? unit : `${count} ${unit}s`;
}

const everyWords: Readonly<Record<string, string>> = {
  daily: "day",
  weekdays: "weekday",
  "working day": "weekday",
  weekly: "week",
  fortnight: "2 weeks",
  monthly: "month",
};

const numbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  other: 2,
  second: 2,
  three: 3,
  third: 3,
  four: 4,
  fourth: 4,
};

/** "Mon, Thu" → ["monday", "thursday"]; "1st Monday" → ["first monday"]; 15 → ["15"]. */
export function readDays(value: Tree): unknown {
  const days = asList(value).flatMap((day): readonly Tree[] =>
    typeof day === "string" ? day.split(/,|\band\b/).filter(part => part.trim() !== "") : [day],
  );
  return days.map(day => (typeof day === "string" ? readOneDay(day) : day));
}

function readOneDay(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/\bworking day\b/, "weekday")
    .trim()
    .split(/\s+/);
  const [first = "", second] = words;
  if (second === undefined) {
    if (first === "last") return "last day";
    return weekdayIn(first) ?? first.replace(/^(\d+)(st|nd|rd|th)$/, "$1");
  }
  const nth = /^([1-5])(st|nd|rd|th)$/.exec(first)?.[1];
  const ordinal = nth === undefined ? first : ordinals[Number(nth) - 1];
  return [ordinal, weekdayIn(second) ?? second, ...words.slice(2)].join(" ");
}

/** "Tues", "tuesdays" → "tuesday" */
function weekdayIn(word: string): string | undefined {
  const plain = word.replace(/s$/, "");
  return plain.length < 3 ? undefined : weekdays.find(day => day.startsWith(plain));
}

/** "2026-12-01 9:00" → "2026-12-01T09:00" */
export function readMinute(value: Tree): Tree {
  return typeof value === "string"
    ? value
        .trim()
        .replace(/^(\d{4}-\d\d-\d\d)[T ]+(\d:)/, "$1T0$2")
        .replace(/^(\S{10}) +/, "$1T")
    : value;
}
