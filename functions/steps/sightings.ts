/**
 * Remembers how long a process has seen values unchanged, by its monotonic clock. Nobody can set
 * that clock.
 */
export type Sightings = {
  /**
   * Returns for how many milliseconds `name` has had this `value`, at the monotonic instant `now`:
   * 0 the first time.
   */
  readonly unchangedFor: (name: string, value: number, now: number) => number;
};

/** Remembers the latest `maxNames` names. A forgotten name counts as new. */
export function newSightings(maxNames = 1_000): Sightings {
  const seen = new Map<string, { readonly value: number; readonly since: number }>();
  return {
    unchangedFor: (name, value, now) => {
      const known = seen.get(name);
      const sighting = known?.value === value ? known : { value, since: now };
      // Moves the name to the end of the map: the first key is the oldest.
      seen.delete(name);
      seen.set(name, sighting);
      const [oldest] = seen.keys();
      if (seen.size > maxNames && oldest !== undefined) seen.delete(oldest);
      return now - sighting.since;
    },
  };
}
