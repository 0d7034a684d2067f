import { setTimeout } from "node:timers/promises";
import { type LocalPipeline, templatesDirectory } from "../../infra/local/local-pipeline.ts";
import type { Programs } from "./bundle.ts";
import { type Death, type Evident, type Hand, startHand } from "./hand.ts";
import { clockPoints, type KillPoint, workerPoints } from "./kill-points.ts";
import type { Mutation } from "./mutations.ts";
import type { Orders } from "./orders.ts";
import { type Random, shuffled } from "./random.ts";

export type FleetOptions = {
  readonly local: LocalPipeline;
  readonly programs: Programs;
  readonly random: Random;
  /** Whether processes are to be killed; those that come later live. */
  readonly isUnrest: () => boolean;
  readonly mutation?: Mutation | undefined;
  /** Changes to their environment. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly onDeath: (death: Death) => void;
  readonly onEvident: Evident;
};

/** Workers at a time, besides the clock and one worker that stands ready. */
const workers = 3;

/** Milliseconds that a process lives for, while there is unrest: one that is to die at a point lives until `most` if it does not come there. */
const life = { worker: { least: 150, end: 3_000, most: 4_000 }, clock: { least: 400, end: 4_000, most: 6_000 } };

/** Some processes are killed at a named point, some at any moment; another takes the place of each that dies. */
export function startFleet(options: FleetOptions): { readonly retire: () => Promise<void> } {
  const { local, programs, random, isUnrest, onDeath, onEvident } = options;
  const alive = new Set<Hand>();
  let retired = false;
  const start = (program: string, given: readonly string[] = []): Hand => {
    const hand = startHand(program, given, programs.compileCache, onEvident);
    alive.add(hand);
    return hand;
  };
  const points = { worker: around(shuffled(random, workerPoints)), clock: around(shuffled(random, clockPoints)) };
  const employ = (role: "worker" | "clock", hand: Hand) => {
    const doomed = isUnrest();
    const kill = doomed && random.chance(0.7) ? { point: points[role](), nth: random.pick([1, 1, 2, 4]) } : undefined;
    hand.work(ordersFor(options, kill));
    const { least, end, most } = life[role];
    // One that does not come to its point dies all the same.
    const span = kill ? most : random.int(least, end);
    if (doomed) void hand.begun.then(() => setTimeout(span, undefined, { ref: false })).then(hand.kill);
    void hand.death.then(death => {
      alive.delete(hand);
      if (retired) return;
      onDeath(death);
      if (role === "clock") return employ("clock", start(programs.clock, [templatesDirectory]));
      employ("worker", ready);
      ready = start(programs.worker);
    });
  };
  let ready = start(programs.worker);
  employ("clock", start(programs.clock, [templatesDirectory]));
  for (let count = 0; count < workers; count++) employ("worker", start(programs.worker));
  return {
    retire: async () => {
      retired = true;
      const deaths = [...alive].map(hand => hand.death);
      for (const hand of alive) hand.kill();
      await Promise.all(deaths);
    },
  };

  function ordersFor({ mutation, environment }: FleetOptions, kill: { point: KillPoint; nth: number } | undefined): Orders {
    return {
      environment: { ...local.environment, ...environment },
      endpoints: local.endpoints,
      queues: local.queues,
      repeats: random.chance(0.5) ? 0.2 : 0,
      ...(kill && { kill }),
      mutation,
    };
  }
}

function around<T>(values: readonly T[]): () => T {
  let next = 0;
  return () => values[next++ % values.length] as T;
}
