/**
 * Makes a value at the first call and keeps it for `maxAgeMs`. A cold start then reads the
 * environment once, and an import reads nothing. A rejected promise is not kept.
 */
export function lazily<T>(make: () => T, maxAgeMs = Number.POSITIVE_INFINITY): () => T {
  let made: { value: T; until: number } | undefined;
  return () => {
    if (made && performance.now() < made.until) return made.value;
    const value = make();
    made = { value, until: performance.now() + maxAgeMs };
    if (value instanceof Promise) {
      value.catch(() => {
        made = undefined;
      });
    }
    return value;
  };
}
