/**
 * Makes a value when it is first asked for, and keeps it: a cold start reads the environment once, and importing reads nothing.
 * A promise that is rejected is not kept.
 */
export function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    if (made) return made.value;
    const value = make();
    made = { value };
    if (value instanceof Promise) {
      value.catch(() => {
        made = undefined;
      });
    }
    return value;
  };
}
