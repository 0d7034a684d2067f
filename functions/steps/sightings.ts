/** What a process has seen stay the same, and since when by its monotonic clock: nobody can set that one. */
export type Sightings = {
  /** Milliseconds for which `name` has been seen with this value, at the monotonic instant `now`: 0 the first time. */
  readonly unchangedFor: (name: string, value: number, now: number) => number;
};

/** Remembers the latest `most` names. One that is forgotten counts as new. */
export function newSightings(most = 1_000): Sightings {
  const seen = new Map<string, { readonly value: number; readonly since: number }>();
  return {
    unchangedFor: (name, value, now) => {
      const known = seen.get(name);
      const sighting = known?.value === value ? known : { value, since: now };
      // Last in the map's order.
      seen.delete(name);
      seen.set(name, sighting);
      const [oldest] = seen.keys();
      if (seen.size > most && oldest !== undefined) seen.delete(oldest);
      return now - sighting.since;
    },
  };
}
