import { clearInterval, setInterval } from "node:timers";
import { setTimeout } from "node:timers/promises";
import { type LocalPipeline, templatesDirectory } from "../../infra/local/local-pipeline.ts";
import type { Programs } from "./bundle.ts";
import { type Death, type Evident, type Hand, type HandOptions, startHand } from "./hand.ts";
import { addressingPoints, clockPoints, type KillPoint, sendingPoints } from "./kill-points.ts";
import type { Mutation } from "./mutations.ts";
import type { WorkerOrders } from "./orders.ts";
import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** How many processes there are. Most of a small campaign's time goes into starting them. */
export type FleetSize = {
  /** Workers at a time, besides the clock and those that stand ready. */
  readonly workers: number;
  readonly ready: number;
  /** So many are killed, besides those that a disaster kills; the few that have their lot then may follow. */
  readonly mostKilled: number;
  /** The most messages of a queue that a worker has in hand, or waits for. */
  readonly atOnce: number;
  /** Seconds that a worker waits for a message: for so long a dead one may still be given one. */
  readonly waitSeconds: number;
};
export const wholeFleet: FleetSize = {
  workers: 3,
  ready: 2,
  mostKilled: Number.POSITIVE_INFINITY,
  atOnce: 10,
  waitSeconds: 0.5,
};
export const smallFleet: FleetSize = {
  workers: 2,
  ready: 1,
  mostKilled: 8,
  atOnce: 3,
  waitSeconds: 2,
};

export type FleetOptions = {
  readonly size: FleetSize;
  /** How many times longer everything takes than on a machine that does nothing else. */
  readonly stretch: number;
  readonly local: LocalPipeline;
  readonly world: World;
  readonly programs: Programs;
  readonly random: Random;
  /** Deals one of these points to a process. */
  readonly deal: (points: readonly KillPoint[], random: Random) => KillPoint;
  /** The process to which the point was dealt is dead. */
  readonly takeBack: (point: KillPoint) => void;
  /** Whether nobody has been killed at a point so far. */
  readonly isLacking: (point: KillPoint) => boolean;
  /** Whether editions are being opened, and so addressed. */
  readonly isOpening: () => boolean;
  /** Whether processes are to be killed; those that come later live. */
  readonly isUnrest: () => boolean;
  readonly mutation?: Mutation | undefined;
  /** Whether what SES has taken is known to the ledger, but for the latest: else the clock stands still. */
  readonly mayTick: () => boolean;
  readonly onDeath: (death: Death) => void;
  /** A pause is over. */
  readonly onReturn: () => void;
  readonly onEvident: Evident;
  readonly onAnswered: HandOptions["onAnswered"];
};

type Role = "worker" | "clock";

export type Fleet = {
  readonly retire: () => Promise<void>;
  /** Kills all at once, lets so many milliseconds pass for the world, and only then puts others in their places. */
  readonly pause: (ms: number) => Promise<void>;
  /** Freezes one of them for so many milliseconds. */
  readonly freeze: (ms: number) => void;
  /** Lets the next that comes, worker or clock, go by a clock that is ahead by so many milliseconds, or behind. */
  readonly step: (ms: number) => void;
};

/** Milliseconds between two ticks of the clock: the campaign has less time than AWS. */
const tickEvery = 500;

/** Milliseconds that a process lives for, while there is unrest: one that is to die at a point lives until `most` if it does not come there. */
const life = {
  worker: { least: 300, end: 2_000, most: 5_000 },
  clock: { least: 400, end: 3_000, most: 20_000 },
};

/** Some processes are killed at a named point, some at any moment; another takes the place of each that dies. */
export function startFleet(options: FleetOptions): Fleet {
  const { size, local, world, programs, random, isUnrest, onDeath, onEvident, onAnswered } =
    options;
  const alive = new Set<Hand>();
  const atWork = new Set<Hand>();
  /** Those that a disaster has killed. */
  const victims = new Set<Hand>();
  const fell = (hand: Hand) => {
    victims.add(hand);
    hand.kill();
  };
  /** Places of those who died in a pause. */
  let vacant: Role[] | undefined;
  let step = 0;
  let retired = false;
  const { compileCache } = programs;
  let killed = 0;
  const orders = ordersFor(local, size, options.mutation);
  const start = (role: Role): Hand => {
    const hand = startHand({
      program: programs[role],
      given: [templatesDirectory],
      orders,
      compileCache,
      onEvident,
      onAnswered,
    });
    alive.add(hand);
    return hand;
  };
  const employ = (role: Role, hand: Hand) => {
    const doomed = isUnrest() && killed < size.mostKilled;
    const kill = doomed && random.chance(0.8) ? killFor(role) : undefined;
    const stepped = step;
    step = 0;
    hand.work({ kill, repeats: random.chance(0.5) ? 0.2 : 0, ahead: world.ahead() + stepped });
    atWork.add(hand);
    if (role === "clock") clock = { tick: () => hand.tick(world.now() + stepped) };
    const { least, end, most } = life[role];
    // One that does not come to its point dies all the same.
    const span = kill ? most : random.int(least, end);
    if (doomed)
      void hand.begun.then(() => setTimeout(span, undefined, { ref: false })).then(hand.kill);
    void hand.death.then(death => {
      alive.delete(hand);
      atWork.delete(hand);
      if (kill) options.takeBack(kill.point);
      if (retired) return;
      // What a disaster kills is counted as a disaster.
      if (!victims.delete(hand)) {
        killed++;
        onDeath(death);
      }
      if (vacant) vacant.push(role);
      else replace(role);
    });
  };
  const replace = (role: Role) => {
    const next = ready[role].shift() ?? start(role);
    ready[role].push(start(role));
    employ(role, next);
  };
  // A new line is the clock's next tick. While SES's events are late, there is none.
  const ticking = setInterval(() => {
    if (options.mayTick()) clock?.tick();
  }, tickEvery * options.stretch);
  let clock: { readonly tick: () => void } | undefined;
  const ready = {
    worker: Array.from({ length: size.ready }, () => start("worker")),
    clock: [start("clock")],
  };
  employ("clock", start("clock"));
  for (let count = 0; count < size.workers; count++) employ("worker", start("worker"));
  return {
    pause: async ms => {
      vacant = [];
      const deaths = [...atWork].map(hand => hand.death);
      for (const hand of atWork) fell(hand);
      await Promise.all(deaths);
      world.pass(ms);
      options.onReturn();
      const places = vacant;
      vacant = undefined;
      for (const role of places) replace(role);
    },
    freeze: ms => random.pick([...atWork]).freeze(ms),
    step: ms => {
      step = ms;
      // Who has its clock set takes the place of one who dies for it.
      fell(random.pick([...atWork]));
    },
    retire: async () => {
      retired = true;
      clearInterval(ticking);
      const deaths = [...alive].map(hand => hand.death);
      for (const hand of alive) hand.kill();
      await Promise.all(deaths);
    },
  };

  function killFor(role: Role): { readonly point: KillPoint; readonly nth: number } {
    const point = pointFor(role);
    return { point, nth: options.isLacking(point) ? 1 : random.pick([1, 1, 2, 4]) };
  }

  function pointFor(role: Role): KillPoint {
    if (role === "clock") return options.deal(clockPoints, random);
    return options.deal(
      options.isOpening() && random.chance(0.5) ? addressingPoints : sendingPoints,
      random,
    );
  }
}

/** Where a fleet is at work. */
export function ordersFor(
  { environment, endpoints, queues }: LocalPipeline,
  { atOnce, waitSeconds }: FleetSize,
  mutation?: Mutation,
): WorkerOrders {
  return { environment, endpoints, queues, atOnce, waitSeconds, mutation };
}
