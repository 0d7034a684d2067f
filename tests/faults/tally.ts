import { type Death, ofItself } from "./hand.ts";
import { killPoints } from "./kill-points.ts";
import type { Verdict } from "./oracle.ts";

/** A campaign in numbers. */
export type Tally = {
  readonly rounds: number;
  readonly missing: number;
  readonly doubled: number;
  readonly accountErrors: number;
  readonly failingSeeds: readonly number[];
  /** Processes killed, by the point at which they were. */
  readonly kills: Readonly<Record<string, number>>;
  readonly killed: number;
  /** Kills of a process that was at work on an edition, for each round. */
  readonly killsOfARound: number;
  /** Processes that ended though nobody killed them. */
  readonly crashes: number;
  /** Milliseconds from SES's acceptance of a message until the ledger had an event of it, at worst. To be less than the grace. */
  readonly slowestEvidence: number;
  readonly seconds: number;
};

export function startTally() {
  const began = Date.now();
  const kills = new Map<string, number>(killPoints.map(point => [point, 0]));
  const sum = { rounds: 0, missing: 0, doubled: 0, accountErrors: 0, failingSeeds: [] as number[] };
  const evident = new Set<string>();
  let hits = 0;
  let slowest = 0;
  return {
    death: ({ point, editions }: Death) => {
      kills.set(point, (kills.get(point) ?? 0) + 1);
      hits += editions.length;
    },
    verdict: (seed: number, { missing, doubled, accountErrors }: Verdict) => {
      sum.rounds++;
      sum.missing += missing.length;
      sum.doubled += doubled.length;
      sum.accountErrors += accountErrors.length;
      if (missing.length + doubled.length + accountErrors.length > 0) sum.failingSeeds.push(seed);
    },
    /** The ledger has an event of the message that SES accepted then (epoch milliseconds). */
    evident: (message: string, acceptedAt: number | undefined) => {
      if (evident.has(message)) return;
      evident.add(message);
      if (acceptedAt !== undefined) slowest = Math.max(slowest, Date.now() - acceptedAt);
    },
    sum: (): Tally => {
      const { [ofItself]: crashes = 0, ...named } = Object.fromEntries(kills);
      return {
        ...sum,
        kills: named,
        killed: Object.values(named).reduce((total, count) => total + count, 0),
        killsOfARound: hits / Math.max(1, sum.rounds),
        crashes,
        slowestEvidence: slowest,
        seconds: (Date.now() - began) / 1000,
      };
    },
  };
}
