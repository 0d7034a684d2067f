/** The longest that times are stretched. */
const most = 4;

/**
 * How many times slower than alone a process is on this machine at this moment: the campaign's times are stretched by it. Works for a
 * tenth of a second of its own time, and sees how long that takes.
 */
export function slowness(): number {
  const began = performance.now();
  const cpu = process.cpuUsage();
  for (let spent = 0; spent < 100_000; ) {
    const { user, system } = process.cpuUsage(cpu);
    spent = user + system;
  }
  return Math.min(most, Math.max(1, (performance.now() - began) / 150));
}
