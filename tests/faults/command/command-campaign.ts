import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isWrong, type Verdict } from "../oracle.ts";
import { runCommandRound } from "./command-round.ts";
import { startForeignSes } from "./foreign-ses/ses-process.ts";
import type { CommandMutation } from "./preloads/command-mutations.ts";
import { type ScenarioName, scenarioNames } from "./scenarios.ts";

export type CommandCampaignOptions = {
  readonly rounds: number;
  readonly seed: number;
  /** Rounds at a time, each with directories and processes of its own. */
  readonly atATime?: number;
  /** Scenarios to take in turn, instead of all. */
  readonly only?: readonly ScenarioName[];
  /** What is broken in the command on purpose. */
  readonly mutation?: CommandMutation;
  readonly onRound?: (round: JudgedRound) => void;
};

export type JudgedRound = {
  readonly seed: number;
  readonly scenario: ScenarioName;
  readonly verdict: Verdict;
  /** Milliseconds that the machine was late at worst during the round. */
  readonly lagMs: number;
  readonly isTooSlow: boolean;
  readonly seconds: number;
};

/** A campaign of the command in numbers. Rounds that the machine was too slow for are counted apart, and not judged. */
export type CommandTally = {
  readonly rounds: number;
  readonly scenarios: Readonly<Record<ScenarioName, number>>;
  readonly missing: number;
  readonly doubled: number;
  readonly accountErrors: number;
  readonly failingSeeds: readonly number[];
  readonly tooSlowSeeds: readonly number[];
  /** Rounds at the end of which people were in doubt. */
  readonly leftToAPerson: number;
  readonly longestLagMs: number;
  readonly seconds: number;
};

/** Milliseconds: if a process that only answers was later than that, one that sends may have been too late for an event. */
const bearableLagMs = 1_500;

/** Runs rounds of the real command against an SES that is not ours, and judges each by that SES's own record. */
export async function runCommandCampaign(options: CommandCampaignOptions): Promise<CommandTally> {
  const { rounds, seed, atATime = 5, only = scenarioNames, onRound = () => {} } = options;
  const path = await mkdtemp(join(tmpdir(), "dear-colleague-command-"));
  const ses = await startForeignSes();
  const began = Date.now();
  const judged: JudgedRound[] = [];
  let inDoubt = 0;
  const lags = watchLag();
  const runOne = async (each: number) => {
    const scenario = only[each % only.length] as ScenarioName;
    const since = Date.now();
    const directory = join(path, String(each));
    const round = await runCommandRound(ses, {
      path: directory,
      seed: each,
      name: scenario,
      mutation: options.mutation,
    });
    const lagMs = Math.max(ses.lagSince(since), lags.since(since));
    if (round.inDoubt > 0) inDoubt++;
    const result = {
      seed: each,
      scenario,
      verdict: round.verdict,
      lagMs,
      isTooSlow: lagMs > bearableLagMs && isWrong(round.verdict),
    };
    judged.push({ ...result, seconds: (Date.now() - since) / 1000 });
    onRound({ ...result, seconds: (Date.now() - since) / 1000 });
    if (!isWrong(round.verdict))
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    let next = seed;
    const lane = async () => {
      while (next < seed + rounds) await runOne(next++);
    };
    await Promise.all(Array.from({ length: atATime }, lane));
  } finally {
    lags.stop();
    await ses.stop();
    await rm(path, { recursive: true, force: true, maxRetries: 5 });
  }
  const failing = judged.filter(({ verdict, isTooSlow }) => isWrong(verdict) && !isTooSlow);
  const count = (kind: keyof Verdict) =>
    failing.reduce((sum, { verdict }) => sum + verdict[kind].length, 0);
  return {
    rounds: judged.length,
    scenarios: Object.fromEntries(
      scenarioNames.map(name => [name, judged.filter(({ scenario }) => scenario === name).length]),
    ) as CommandTally["scenarios"],
    missing: count("missing"),
    doubled: count("doubled"),
    accountErrors: count("accountErrors"),
    failingSeeds: failing.map(each => each.seed).sort((a, b) => a - b),
    tooSlowSeeds: judged.filter(({ isTooSlow }) => isTooSlow).map(each => each.seed),
    leftToAPerson: inDoubt,
    longestLagMs: Math.max(0, ...judged.map(({ lagMs }) => lagMs)),
    seconds: (Date.now() - began) / 1000,
  };
}

/** How late this process is: it does as good as nothing, so what keeps it waiting is the machine. */
function watchLag() {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const seen: { readonly at: number; readonly ms: number }[] = [];
  const timer = setInterval(() => {
    seen.push({ at: Date.now(), ms: Math.round(delay.max / 1e6) });
    delay.reset();
  }, 1_000);
  return {
    since: (at: number) => Math.max(0, ...seen.filter(each => each.at >= at).map(({ ms }) => ms)),
    stop: () => clearInterval(timer),
  };
}
