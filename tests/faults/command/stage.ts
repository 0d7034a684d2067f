import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Random, randomOf } from "../random.ts";
import type { SesProcess, SesRound } from "./foreign-ses/ses-process.ts";
import { allEvents, fairWeather, type SesSettings } from "./foreign-ses/ses-settings.ts";
import { errorsOfAccount } from "./judge-letter.ts";
import {
  type Ending,
  type LetterCommand,
  type LetterRun,
  runLetter,
  type Victim,
} from "./letter-run.ts";
import { addressesOf, type GivenLetter, writeLetter, writeList } from "./letters.ts";
import { doesNotFit } from "./preloads/command-mutations.ts";
import { createWorldClock, type WorldClock } from "./preloads/world-clock.ts";

/** Where a round takes place. */
export type Stage = {
  readonly seed: number;
  readonly random: Random;
  readonly path: string;
  /** The directory that the command is given, where there is one. */
  readonly data: string;
  readonly ses: SesRound;
  readonly clock: WorldClock;
  /** What was found to be wrong on the way. */
  readonly found: Set<string>;
  /** The number of people that the command was told to count as accepted. */
  assumed: number;
  /** Environment variables of all commands. */
  env: Record<string, string>;
};

/** In milliseconds. */
export const minute = 60_000;

/** People of a round: few, so that there are many rounds. */
export const people = ({ random }: Stage) => random.int(20, 60);

export type Given = {
  readonly letter: GivenLetter;
  readonly list: string;
  readonly addresses: readonly string[];
};

export function openStage(
  ses: SesProcess,
  path: string,
  seed: number,
  settings: Partial<SesSettings> = {},
): Stage {
  mkdirSync(path, { recursive: true });
  const clock = createWorldClock(path);
  const data = join(path, "data");
  const round = ses.open(`round-${seed}`, {
    seed,
    log: join(path, "accepted.jsonl"),
    worldFile: clock.worldFile,
    directories: [data, join(path, "other")],
    maxSendRate: 30,
    weather: fairWeather,
    events: allEvents,
    ...settings,
  });
  const env = { AWS_ENDPOINT_URL_SES: round.url };
  return {
    seed,
    random: randomOf(seed, 21),
    path,
    data,
    ses: round,
    clock,
    found: new Set(),
    assumed: 0,
    env,
  };
}

/** A letter and so many people for it. */
export function give(stage: Stage, name: string, count: number, from = 0): Given {
  const addresses = addressesOf(stage.seed, count, from);
  const letter = writeLetter(stage.path, stage.seed, name);
  return {
    letter,
    list: writeList(stage.path, `list-${name}-${from}`, stage.random, addresses),
    addresses,
  };
}

/** The same letter for other people. */
export function giveMore(
  stage: Stage,
  { letter }: Given,
  name: string,
  count: number,
  from: number,
): Given {
  const addresses = addressesOf(stage.seed, count, from);
  return { letter, list: writeList(stage.path, name, stage.random, addresses), addresses };
}

/** Starts the command. From now on, the people on its list count as given. */
export function start(stage: Stage, given: Given, more: Partial<LetterCommand> = {}): LetterRun {
  const { letter, list, addresses } = given;
  for (const address of addresses) letter.given.add(address);
  const run = runLetter({
    letter: letter.file,
    list,
    data: stage.data,
    env: stage.env,
    clockFile: stage.clock.machineFile,
    ...more,
  });
  const ended = run.ended.then(ending => {
    look(stage, ending);
    return ending;
  });
  return { ...run, ended };
}

/** Starts the command and kills it when SES has accepted so many letters more, if it has not ended by then. */
export async function startAndKill(
  stage: Stage,
  given: Given,
  after: number,
  victim: Victim,
  more: Partial<LetterCommand> = {},
) {
  const run = start(stage, given, { ...more, byNpm: victim === "npm" });
  await stage.ses.untilAccepted(stage.ses.accepted() + after, run.ended);
  run.kill(victim);
  return run.ended;
}

export function anyVictim(random: Random): Victim {
  return random.pick(["group", "node", "node", "npm"]);
}

/** What holds of any run, however it ended. */
function look({ found, ses, assumed }: Stage, { code, told, errors }: Ending): void {
  // A program that does not even start would seem to be caught.
  if (errors.includes(doesNotFit)) throw new Error(errors);
  if (/^\s+at .*:\d+:\d+/m.test(errors))
    found.add(`a stack trace: ${errors.trim().split("\n").slice(0, 3).join(" / ")}`);
  if (/^The campaign:/m.test(errors))
    found.add(`a run did not end in time: ${errors.trim().split("\n").slice(-3).join(" / ")}`);
  if (!told) return;
  for (const wrong of errorsOfAccount(told, ses.acceptances(), assumed))
    found.add(`an account ${wrong}`);
  const open = told.pending + told.rejected + told.uncertain;
  if (code === 0 && (open > 0 || told.audience === 0))
    found.add(`it ended with 0, and told ${JSON.stringify(told)}`);
  if (code === 1 && open === 0 && told.audience > 0)
    found.add(
      `it ended with 1, and told ${JSON.stringify(told)}: ${errors.trim().split("\n").at(-1)}`,
    );
}
