const formats = new Map<string, Intl.DateTimeFormat>();
const dayMs = 86_400_000;

/**
 * Returns the wall time of an IANA zone at an instant, as the epoch milliseconds at which UTC has
 * the same wall time. Throws a RangeError for a zone that does not exist.
 */
export function wallTime(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const shown = {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    } as const;
    format = new Intl.DateTimeFormat("en-US", {
      ...shown,
      hourCycle: "h23",
      calendar: "gregory",
      timeZone: zone,
    });
    formats.set(zone, format);
  }
  // "3/28/2026, 23:30:00"
  const [month = 0, date = 0, year = 0, hour = 0, minute = 0, second = 0] = (
    format.format(instant).match(/\d+/g) ?? []
  ).map(Number);
  return (
    Date.UTC(year, month - 1, date, hour, minute, second) + (((instant % 1_000) + 1_000) % 1_000)
  );
}

/**
 * Returns the instant of a wall time in a zone: the first instant if the clocks repeat that time,
 * the instant right after the gap if they skip it. A later wall time never has an earlier instant.
 */
export function instantOf(wall: number, zone: string): number {
  const offsetAt = (instant: number) => wallTime(instant, zone) - instant;
  // No zone changes its offset twice within two days.
  const [before, after] = [offsetAt(wall - dayMs), offsetAt(wall + dayMs)];
  for (const instant of before > after
    ? [wall - before, wall - after]
    : [wall - after, wall - before])
    if (wallTime(instant, zone) === wall) return instant;
  let [early, late] = [wall - after, wall - before];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (wallTime(middle, zone) < wall) early = middle;
    else late = middle;
  }
  return late;
}
