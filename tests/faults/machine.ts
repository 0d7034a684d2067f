/** The longest that times are stretched. */
const most = 4;

/**
 * How many times slower a process is now than alone on this machine. The campaign stretches its times
 * by this factor. It uses a tenth of a second of processor time, and measures how long that takes.
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
