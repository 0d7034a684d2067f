import { type Tree, Unreadable } from "./unreadable.ts";

const units = { minute: 1, hour: 60, day: 1_440, week: 10_080 } as const;

/** "1 day" → 1440 minutes. */
export function readDuration(value: Tree): unknown {
  const [, count, unit] =
    /^(\d{1,5}) ?(minute|hour|day|week)s?( before)?$/.exec(String(value).trim().toLowerCase()) ??
    [];
  return unit === undefined
    ? new Unreadable("must be a time such as 4 hours or 1 day")
    : Number(count) * units[unit as keyof typeof units];
}

/** 1440 minutes → "1 day". */
export function sayDuration(minutes: number): string {
  const unit = (["week", "day", "hour"] as const).find(
    each => minutes > 0 && minutes % units[each] === 0,
  );
  const count = minutes / units[unit ?? "minute"];
  return `${count} ${unit ?? "minute"}${count === 1 ? "" : "s"}`;
}
