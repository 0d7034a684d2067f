import { setTimeout } from "node:timers/promises";
import type { Fleet } from "./fleet.ts";
import type { Random } from "./random.ts";

/** What happens to processes, besides that they are killed. */
export const disasters = ["pause", "freeze", "clock back", "clock ahead"] as const;
export type Disaster = (typeof disasters)[number];

const second = 1_000;
const hour = 3_600 * second;

/** How many times each comes over a group, and milliseconds between two: the kills need peace to come to their points. */
const cycles = 2;
const [least, most] = [800, 2_000];

/** Lets one follow another while there is unrest: each has its turn, so that none is left out by chance. */
export async function befall(
  fleet: Fleet,
  random: Random,
  isUnrest: () => boolean,
  onDisaster: (disaster: Disaster) => void,
): Promise<void> {
  const first = random.int(0, disasters.length - 1);
  for (let turn = first; turn < first + cycles * disasters.length; turn++) {
    await setTimeout(random.int(least, most));
    if (!isUnrest()) return;
    const disaster = disasters[turn % disasters.length] as Disaster;
    // Up to a minute; nobody waits for it.
    if (disaster === "pause") await fleet.pause(random.int(1, 60) * second);
    // Longer than a lease, and shorter than the grace: what a worker has in hand may go out at the end of it.
    else if (disaster === "freeze") fleet.freeze(random.int(3_000, 4_500));
    else if (disaster === "clock back") fleet.step(-random.pick([hour, 24 * hour]));
    else fleet.step(random.pick([60 * second, hour]));
    onDisaster(disaster);
  }
}
