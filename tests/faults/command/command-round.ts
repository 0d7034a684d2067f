import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Verdict } from "../oracle.ts";
import type { SesProcess } from "./foreign-ses/ses-process.ts";
import { fairWeather } from "./foreign-ses/ses-settings.ts";
import { judgeLetter } from "./judge-letter.ts";
import type { Told } from "./letter-run.ts";
import { type CommandMutation, mutationVariable } from "./preloads/command-mutations.ts";
import { settingsOf, silenceMisleads } from "./round-settings.ts";
import { type ScenarioName, scenarios } from "./scenarios.ts";
import { startShared } from "./shared-services.ts";
import { type Given, openStage, type Stage, start } from "./stage.ts";

/** A round, judged. `inDoubt`: people that only a person could decide about. */
export type CommandRound = { readonly verdict: Verdict; readonly inDoubt: number };

export type RoundOptions = {
  readonly path: string;
  readonly seed: number;
  readonly name: ScenarioName;
  readonly mutation: CommandMutation | undefined;
};

/** Runs that a letter has to come to rest in, without a decision. */
const mostRuns = 3;

type Rest = {
  readonly told: Told | undefined;
  readonly named: ReadonlySet<string>;
  readonly decision: "resend" | "accept" | undefined;
};

/** Runs a scenario, brings its letters to rest by the same commands, and judges them. */
export async function runCommandRound(
  ses: SesProcess,
  { path, seed, name, mutation }: RoundOptions,
): Promise<CommandRound> {
  const settings = settingsOf(seed, name);
  const shared = name === "two imports" ? await startShared(join(path, "services")) : undefined;
  const stage = openStage(ses, path, seed, settings);
  Object.assign(stage.env, shared?.env, mutation && { [mutationVariable]: mutation });
  try {
    const letters = await scenarios[name](stage);
    const verdicts: Verdict[] = [];
    let inDoubt = 0;
    for (const given of letters) {
      const { told, named, decision } = await bringToRest(stage, given);
      inDoubt += named.size;
      const truth = {
        given: given.letter.given,
        named,
        decision,
        silenceMisleads: silenceMisleads(settings.events),
      };
      verdicts.push(judgeLetter(truth, stage.ses.acceptances(), told));
    }
    return { verdict: sumOf([...stage.found], verdicts), inDoubt };
  } finally {
    stage.ses.close();
    await shared?.stop();
  }
}

/** Runs the command until nothing is open, or only a person can decide about the rest. Then decides, or leaves it. */
async function bringToRest(stage: Stage, given: Given): Promise<Rest> {
  const { random, clock, found } = stage;
  let last = await start(stage, given).ended;
  for (let runs = 1; last.code !== 0 && runs < mostRuns; runs++) {
    clock.pass(random.int(0, 60_000));
    last = await start(stage, given).ended;
  }
  if (last.code === 0) return { told: last.told, named: new Set(), decision: undefined };
  if (last.code !== 1 || !last.told || last.told.uncertain === 0) {
    found.add(
      `it did not come to rest in ${mostRuns} runs: ended with ${last.code}: ${last.errors.trim().split("\n").at(-1)}`,
    );
    return { told: last.told, named: new Set(), decision: undefined };
  }
  const named = namesIn(join(stage.data, "uncertain.csv"), last.told.edition);
  if (named.size !== last.told.uncertain)
    found.add(`${last.told.uncertain} are uncertain, and uncertain.csv names ${named.size}`);
  const decision = random.pick(["resend", "accept", undefined] as const);
  if (!decision) return { told: last.told, named, decision };
  // A person decides once SES works again.
  stage.ses.change({ weather: fairWeather });
  if (decision === "accept") stage.assumed += named.size;
  const decided = await start(stage, given, { more: ["--uncertain", decision] }).ended;
  if (decided.code !== 0)
    found.add(
      `--uncertain ${decision} ended with ${decided.code}: ${decided.errors.trim().split("\n").at(-1)}`,
    );
  return { told: decided.told ?? last.told, named, decision };
}

/** The addresses of an edition's people in a file with a header row; it has those of all letters in the directory. */
function namesIn(file: string, edition: string): ReadonlySet<string> {
  if (!existsSync(file)) return new Set();
  const [header = "", ...rows] = readFileSync(file, "utf8")
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/);
  const column = header.split(",").findIndex(cell => /email/i.test(cell));
  return new Set(
    rows.filter(row => row.endsWith(`,${edition}`)).map(row => row.split(",")[column] ?? ""),
  );
}

function sumOf(found: readonly string[], verdicts: readonly Verdict[]): Verdict {
  return {
    missing: verdicts.flatMap(({ missing }) => missing),
    doubled: verdicts.flatMap(({ doubled }) => doubled),
    accountErrors: [...found, ...verdicts.flatMap(({ accountErrors }) => accountErrors)],
  };
}
