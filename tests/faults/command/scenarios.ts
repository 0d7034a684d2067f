import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fairWeather } from "./ses-settings.ts";
import { anyVictim, type Given, give, giveMore, type Stage, start, startAndKill } from "./stage.ts";

/** Does what the round is about; gives the letters that are then to come to rest, in this order. */
export type Scenario = (stage: Stage) => Promise<Given[]>;

const minute = 60_000;
const hour = 60 * minute;

/** People of a round: few, so that there are many rounds. */
const people = ({ random }: Stage) => random.int(20, 60);

/** Kills it some times in the middle; every time, up to a minute passes. */
async function killed(stage: Stage): Promise<Given[]> {
  const given = give(stage, "A", people(stage));
  for (let kills = stage.random.int(1, 2); kills > 0; kills--) {
    await startAndKill(stage, given, stage.random.int(1, given.addresses.length), anyVictim(stage.random));
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
  if (random.chance(0.5)) await startAndKill(stage, given, random.int(1, given.addresses.length), anyVictim(random));
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

/** One letter for one part of the people, killed; then for another part; then for the first again. */
async function twoParts(stage: Stage): Promise<Given[]> {
  const { random, clock } = stage;
  const count = people(stage);
  const first = give(stage, "A", count);
  const second = giveMore(stage, first, "part-2", random.int(5, 30), count);
  await startAndKill(stage, first, random.int(1, count), anyVictim(random));
  clock.pass(random.int(0, minute));
  await start(stage, second).ended;
  return [first];
}

/** The list grows between a kill and the return. */
async function longerList(stage: Stage): Promise<Given[]> {
  const { random, clock } = stage;
  const count = people(stage);
  const given = give(stage, "A", count);
  await startAndKill(stage, given, random.int(1, count), anyVictim(random));
  clock.pass(random.int(0, minute));
  return [giveMore(stage, given, "longer", count + random.int(1, 20), 0)];
}

/** Two runs at once in one directory: one waits, or says that it cannot. */
async function twoRuns(stage: Stage): Promise<Given[]> {
  const given = give(stage, "A", people(stage));
  const runs = [start(stage, given), start(stage, given)];
  if (stage.random.chance(0.4)) {
    await stage.ses.untilAccepted(stage.random.int(1, given.addresses.length), Promise.all(runs.map(run => run.ended)));
    stage.random.pick(runs).kill("node");
  }
  await Promise.all(runs.map(run => run.ended));
  return [given];
}

/** Two machines that share the services, and neither each other's lock nor a list of their own: both import it. */
async function twoImports(stage: Stage): Promise<Given[]> {
  const { random, path, data } = stage;
  const other = join(path, "other");
  const first = give(stage, "first", 1, 10_000);
  await start(stage, first).ended;
  mkdirSync(other, { recursive: true });
  copyFileSync(join(data, "identity.json"), join(other, "identity.json"));
  stage.ses.change({ maxSendRate: 200 });
  const given = give(stage, "A", random.int(150, 400));
  const runs = [start(stage, given)];
  await setTimeout(random.int(0, 400));
  runs.push(start(stage, given, { data: other }));
  await Promise.all(runs.map(run => run.ended));
  return [first, given];
}

/** The list comes through a pipe, which can be read once. */
async function piped(stage: Stage): Promise<Given[]> {
  const { random, clock } = stage;
  const given = give(stage, "A", people(stage));
  const kill = random.chance(0.5);
  if (kill) await startAndKill(stage, given, random.int(1, given.addresses.length), "group", { piped: true });
  else {
    const { code, errors } = await start(stage, given, { piped: true }).ended;
    if (code === 2) stage.found.add(`a list through a pipe is refused: ${errors.trim()}`);
  }
  clock.pass(random.int(0, minute));
  return [given];
}

/** The file of the list becomes another while the command starts: it sends to what it has counted. Then the whole file comes. */
async function changingList(stage: Stage): Promise<Given[]> {
  const { random, clock } = stage;
  const count = people(stage);
  const half = give(stage, "A", Math.ceil(count / 2));
  const whole = giveMore(stage, half, "whole", count, 0);
  const [first, then] = random.chance(0.5) ? [half, whole] : [whole, half];
  const list = join(stage.path, "changing.csv");
  copyFileSync(first.list, list);
  const run = start(stage, { ...first, list });
  await setTimeout(random.int(200, 1_500));
  copyFileSync(then.list, list);
  const { told, errors } = await run.ended;
  const counted = Number(/to (\d+) colleagues?$/m.exec(errors)?.[1]);
  if (told && told.audience !== counted) stage.found.add(`it counted ${counted}, and has an audience of ${told.audience}`);
  clock.pass(random.int(0, minute));
  return [whole];
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
  if (!told) found.add(`interrupted, it ended with ${code} and told nothing: ${errors.trim().split("\n").at(-1)}`);
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

/** Answers and events are lost for good: people stay in doubt until a person decides. */
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
