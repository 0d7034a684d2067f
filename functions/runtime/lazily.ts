/**
 * Makes a value when it is first asked for, and keeps it (for `lasts` milliseconds): a cold start reads the environment once, and
 * importing reads nothing. A promise that is rejected is not kept.
 */
export function lazily<T>(make: () => T, lasts = Number.POSITIVE_INFINITY): () => T {
  let made: { value: T; until: number } | undefined;
  return () => {
    if (made && performance.now() < made.until) return made.value;
    const value = make();
    made = { value, until: performance.now() + lasts };
    if (value instanceof Promise) {
      value.catch(() => {
        made = undefined;
      });
    }
    return value;
  };
}
