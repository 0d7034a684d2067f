/** The most instants (milliseconds, ascending) within any second, wherever it begins. */
export function mostInAnySecond(times: readonly number[]): number {
  let most = 0;
  let head = 0;
  for (const [index, time] of times.entries()) {
    while ((times[head] ?? time) <= time - 1_000) head++;
    most = Math.max(most, index - head + 1);
  }
  return most;
}

/** Instants a second, between the first full second and the last, both left out. */
export function meanRate(times: readonly number[]): number {
  const [from, to] = [(times[0] ?? 0) + 1_000, (times.at(-1) ?? 0) - 1_000];
  return (times.filter(time => time >= from && time < to).length * 1_000) / (to - from);
}
