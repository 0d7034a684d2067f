import { clearInterval, setInterval } from "node:timers";
import { setTimeout } from "node:timers/promises";
import { type LocalPipeline, templatesDirectory } from "../../infra/local/local-pipeline.ts";
import type { Programs } from "./bundle.ts";
import { type Death, type Evident, type Hand, startHand } from "./hand.ts";
import { addressingPoints, clockPoints, type KillPoint, sendingPoints } from "./kill-points.ts";
import type { Mutation } from "./mutations.ts";
import type { WorkerOrders } from "./orders.ts";
import type { Random } from "./random.ts";

export type FleetOptions = {
  readonly local: LocalPipeline;
  readonly programs: Programs;
  readonly random: Random;
  /** The one of these points that has been reached most seldom. */
  readonly seldom: (points: readonly KillPoint[], random: Random) => KillPoint;
  /** Whether editions are being opened, and so addressed. */
  readonly isOpening: () => boolean;
  /** Whether processes are to be killed; those that come later live. */
  readonly isUnrest: () => boolean;
  readonly mutation?: Mutation | undefined;
  /** Whether what SES has taken is known to the ledger, but for the latest: else the clock stands still. */
  readonly mayTick: () => boolean;
  readonly onDeath: (death: Death) => void;
  readonly onEvident: Evident;
};

type Role = "worker" | "clock";

/** Workers at a time, besides the clock and those that stand ready. */
const workers = 3;

/** Milliseconds between two ticks of the clock: the campaign has less time than AWS. */
const tickEvery = 500;

/** Milliseconds that a process lives for, while there is unrest: one that is to die at a point lives until `most` if it does not come there. */
const life = { worker: { least: 300, end: 2_000, most: 3_000 }, clock: { least: 400, end: 3_000, most: 6_000 } };

/** Some processes are killed at a named point, some at any moment; another takes the place of each that dies. */
export function startFleet(options: FleetOptions): { readonly retire: () => Promise<void> } {
  const { local, programs, random, isUnrest, onDeath, onEvident } = options;
  const alive = new Set<Hand>();
  let retired = false;
  const { compileCache } = programs;
  const orders = ordersFor(local, options.mutation);
  const start = (role: Role): Hand => {
    const hand = startHand({ program: programs[role], given: [templatesDirectory], orders, compileCache, onEvident });
    alive.add(hand);
    return hand;
  };
  const employ = (role: Role, hand: Hand) => {
    const doomed = isUnrest();
    const kill = doomed && random.chance(0.7) ? { point: pointFor(role), nth: random.pick([1, 1, 2, 4]) } : undefined;
    hand.work({ kill, repeats: random.chance(0.5) ? 0.2 : 0 });
    if (role === "clock") clock = hand;
    const { least, end, most } = life[role];
    // One that does not come to its point dies all the same.
    const span = kill ? most : random.int(least, end);
    if (doomed) void hand.begun.then(() => setTimeout(span, undefined, { ref: false })).then(hand.kill);
    void hand.death.then(death => {
      alive.delete(hand);
      if (retired) return;
      onDeath(death);
      const next = ready[role].shift() ?? start(role);
      ready[role].push(start(role));
      employ(role, next);
    });
  };
  // A new line is the clock's next tick; whoever does not know how far SES's events have come waits.
  const ticking = setInterval(() => {
    if (options.mayTick()) clock?.tick(Date.now());
  }, tickEvery);
  let clock: Hand | undefined;
  const ready = { worker: [start("worker"), start("worker")], clock: [start("clock")] };
  employ("clock", start("clock"));
  for (let count = 0; count < workers; count++) employ("worker", start("worker"));
  return {
    retire: async () => {
      retired = true;
      clearInterval(ticking);
      const deaths = [...alive].map(hand => hand.death);
      for (const hand of alive) hand.kill();
      await Promise.all(deaths);
    },
  };

  function pointFor(role: Role): KillPoint {
    if (role === "clock") return options.seldom(clockPoints, random);
    return options.seldom(options.isOpening() && random.chance(0.5) ? addressingPoints : sendingPoints, random);
  }
}

/** Where a fleet is at work. */
export function ordersFor({ environment, endpoints, queues }: LocalPipeline, mutation?: Mutation): WorkerOrders {
  return { environment, endpoints, queues, mutation };
}
