import { type Disaster, disasters } from "./disasters.ts";
import { type Death, ofItself } from "./hand.ts";
import { type KillPoint, killPoints } from "./kill-points.ts";
import type { Verdict } from "./oracle.ts";
import { type Plan, planned } from "./plan.ts";
import { type Random, shuffled } from "./random.ts";

/** What happens to rounds, besides kills. */
export type Weather = Disaster | (typeof planned)[number];

/** A campaign in numbers. */
export type Tally = {
  readonly rounds: number;
  readonly missing: number;
  readonly doubled: number;
  readonly accountErrors: number;
  readonly failingSeeds: readonly number[];
  /** Rounds in which something was wrong while the machine was too slow to tell. */
  readonly tooSlowSeeds: readonly number[];
  /** Processes killed, by the point at which they were. */
  readonly kills: Readonly<Record<string, number>>;
  readonly killed: number;
  /** Rounds that were under way when each kind of weather came, or have it in their plan. */
  readonly weather: Readonly<Record<Weather, number>>;
  /** Kinds of weather, and points, that did not occur. */
  readonly lacking: readonly string[];
  /** Kills of a process that was at work on an edition, for each round. */
  readonly killsOfARound: number;
  /** Processes that ended though nobody killed them. */
  readonly crashes: number;
  /** Milliseconds from SES's acceptance of a message until the ledger had an event of it, at worst. */
  readonly slowestEvidence: number;
  /** Milliseconds that SES, the queues and the oracle were late, at worst. */
  readonly longestLag: number;
  /** The machine did so much else that not each point need have been come to. */
  readonly wasSlow: boolean;
  readonly seconds: number;
};

export function startTally() {
  const began = Date.now();
  const kills = new Map<string, number>(killPoints.map(point => [point, 0]));
  const sum = {
    rounds: 0,
    missing: 0,
    doubled: 0,
    accountErrors: 0,
    failingSeeds: [] as number[],
    tooSlowSeeds: [] as number[],
  };
  const weather = new Map<Weather, number>([...disasters, ...planned].map(kind => [kind, 0]));
  const add = (kind: Weather, count: number) =>
    void weather.set(kind, (weather.get(kind) ?? 0) + count);
  /** Points dealt to processes that have not died yet. */
  const dealt = new Map<KillPoint, number>();
  const had = (point: KillPoint) => (kills.get(point) ?? 0) + (dealt.get(point) ?? 0);
  let hits = 0;
  let slowest = 0;
  return {
    /** Deals one of these points to a process: the one that was reached, and is dealt, most seldom. */
    deal: (points: readonly KillPoint[], random: Random): KillPoint => {
      const point = shuffled(random, points).reduce((a, b) => (had(b) < had(a) ? b : a));
      dealt.set(point, (dealt.get(point) ?? 0) + 1);
      return point;
    },
    /** The process with this point is dead, there or elsewhere: the point can be dealt again. */
    takeBack: (point: KillPoint) => void dealt.set(point, (dealt.get(point) ?? 0) - 1),
    isLacking: (point: KillPoint) => kills.get(point) === 0,
    death: ({ point, editions }: Death) => {
      kills.set(point, (kills.get(point) ?? 0) + 1);
      hits += editions.length;
    },
    round: (plan: Plan | undefined) => {
      sum.rounds++;
      for (const kind of planned) if (plan?.has.has(kind)) add(kind, 1);
    },
    /** It came over so many rounds. */
    weather: add,
    verdict: (seed: number, { missing, doubled, accountErrors }: Verdict) => {
      sum.missing += missing.length;
      sum.doubled += doubled.length;
      sum.accountErrors += accountErrors.length;
      if (missing.length + doubled.length + accountErrors.length > 0) sum.failingSeeds.push(seed);
    },
    tooSlow: (seed: number) => void sum.tooSlowSeeds.push(seed),
    /** So many milliseconds after SES took a message the ledger had an event of it. */
    evident: (after: number) => {
      slowest = Math.max(slowest, after);
    },
    sum: (): Omit<Tally, "longestLag" | "wasSlow"> => {
      const { [ofItself]: crashes = 0, ...named } = Object.fromEntries(kills);
      return {
        ...sum,
        weather: Object.fromEntries(weather) as Tally["weather"],
        kills: named,
        lacking: [...Object.entries(named), ...weather]
          .filter(([, count]) => count === 0)
          .map(([kind]) => kind),
        killed: Object.values(named).reduce((total, count) => total + count, 0),
        killsOfARound: hits / Math.max(1, sum.rounds),
        crashes,
        slowestEvidence: slowest,
        seconds: (Date.now() - began) / 1000,
      };
    },
  };
}
