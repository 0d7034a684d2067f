import { setTimeout } from "node:timers/promises";
import { fairWeather } from "./foreign-ses/ses-settings.ts";
import { changingList, longerList, piped, twoImports, twoParts } from "./scenarios-of-lists.ts";
import {
  anyVictim,
  type Given,
  give,
  minute,
  people,
  type Stage,
  start,
  startAndKill,
} from "./stage.ts";

/** Does what the round is about; gives the letters that are then to come to rest, in this order. */
type Scenario = (stage: Stage) => Promise<Given[]>;

const hour = 60 * minute;

/** Kills it some times in the middle; every time, up to a minute passes. */
async function killed(stage: Stage): Promise<Given[]> {
  const given = give(stage, "A", people(stage));
  for (let kills = stage.random.int(1, 2); kills > 0; kills--) {
    await startAndKill(
      stage,
      given,
      stage.random.int(1, given.addresses.length),
      anyVictim(stage.random),
    );
    stage.clock.pass(stage.random.int(0, minute));
  }
  return [given];
}

/** Kills it at any moment, also while it starts or ends. */
async function killedAtAnyMoment(stage: Stage): Promise<Given[]> {
  const given = give(stage, "A", people(stage));
  for (let kills = 2; kills > 0; kills--) {
    const run = start(stage, given);
    await Promise.race([setTimeout(stage.random.int(300, 6_000)), run.ended]);
    run.kill("group");
    await run.ended;
    stage.clock.pass(stage.random.int(0, minute));
  }
  return [given];
}

/** Answers are lost, and the events of exactly those letters are late; in half of the rounds it is killed as well. */
async function unansweredLate(stage: Stage): Promise<Given[]> {
  const given = give(stage, "A", people(stage));
  const { random, ses } = stage;
  if (random.chance(0.5))
    await startAndKill(stage, given, random.int(1, given.addresses.length), anyVictim(random));
  else await start(stage, given).ended;
  // Of what follows all is answered.
  ses.change({ weather: fairWeather });
  return [given];
}

/** Stops the process beyond its leases and lets it go on, with time that passes for its timers too, or for its clock alone. */
async function frozen(stage: Stage): Promise<Given[]> {
  const { random, ses, clock } = stage;
  const given = give(stage, "A", people(stage));
  const run = start(stage, given);
  await ses.untilAccepted(random.int(1, given.addresses.length), run.ended);
  run.signal("SIGSTOP");
  await setTimeout(random.chance(0.5) ? 9_000 : 500);
  clock.pass(random.int(0, minute));
  run.signal("SIGCONT");
  await run.ended;
  return [given];
}

/** Two letters of an organisation in one directory, for lists that overlap. */
async function twoLetters(stage: Stage): Promise<Given[]> {
  const { random, clock } = stage;
  const count = people(stage);
  const a = give(stage, "A", count);
  const b = give(stage, "B", random.int(5, 30), random.int(0, 2 * count));
  await startAndKill(stage, a, random.int(1, count), anyVictim(random));
  clock.pass(random.int(0, minute));
  if (random.chance(0.3)) await startAndKill(stage, b, random.int(1, b.addresses.length), "node");
  await start(stage, b).ended;
  return [a, b];
}

/** Two runs at once in one directory: one waits, or says that it cannot. */
async function twoRuns(stage: Stage): Promise<Given[]> {
  const given = give(stage, "A", people(stage));
  const runs = [start(stage, given), start(stage, given)];
  if (stage.random.chance(0.4)) {
    await stage.ses.untilAccepted(
      stage.random.int(1, given.addresses.length),
      Promise.all(runs.map(run => run.ended)),
    );
    stage.random.pick(runs).kill("node");
  }
  await Promise.all(runs.map(run => run.ended));
  return [given];
}

/** Interrupts it: it ends when it has told what is so. */
async function interrupted(stage: Stage): Promise<Given[]> {
  const { random, ses, clock, found } = stage;
  const given = give(stage, "A", people(stage));
  const run = start(stage, given);
  await ses.untilAccepted(random.int(1, given.addresses.length), run.ended);
  run.signal("SIGINT");
  const { code, told, errors } = await run.ended;
  const have = ses.accepted();
  if (!told)
    found.add(
      `interrupted, it ended with ${code} and told nothing: ${errors.trim().split("\n").at(-1)}`,
    );
  else if (told.accepted + told.uncertain < have)
    found.add(`interrupted, it told of ${told.accepted}, and ${have} have the letter`);
  clock.pass(random.int(0, minute));
  return [given];
}

/** The machine's clock is set back or forward, while the command runs or between a kill and the return. */
async function steppedClock(stage: Stage): Promise<Given[]> {
  const { random, ses, clock } = stage;
  const given = give(stage, "A", people(stage));
  const step = random.pick([-24 * hour, -hour, -hour, -minute, hour]);
  if (random.chance(0.5)) {
    await startAndKill(stage, given, random.int(1, given.addresses.length), anyVictim(random));
    clock.step(step);
  } else {
    const run = start(stage, given);
    await ses.untilAccepted(random.int(1, given.addresses.length), run.ended);
    clock.step(step);
    await run.ended;
  }
  return [given];
}

/** SES is out of order when it is asked for the quota. */
async function quotaFails(stage: Stage): Promise<Given[]> {
  const given = give(stage, "A", people(stage));
  await start(stage, given).ended;
  return [given];
}

/** Answers and events are lost permanently: people stay in doubt until a person decides. */
async function leftInDoubt(stage: Stage): Promise<Given[]> {
  const { random } = stage;
  const given = give(stage, "A", people(stage));
  await startAndKill(stage, given, random.int(1, given.addresses.length), anyVictim(random));
  stage.clock.pass(random.int(0, minute));
  return [given];
}

/** All kinds of rounds; a campaign takes them in turn. */
export const scenarios = {
  killed,
  "the unanswered late": unansweredLate,
  "two letters": twoLetters,
  "at any moment": killedAtAnyMoment,
  frozen,
  "two parts": twoParts,
  interrupted,
  "two imports": twoImports,
  "left in doubt": leftInDoubt,
  "two runs": twoRuns,
  "a pipe": piped,
  "a stepped clock": steppedClock,
  "a longer list": longerList,
  "a changing list": changingList,
  "no quota": quotaFails,
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;
export const scenarioNames = Object.keys(scenarios) as ScenarioName[];
