import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  anyVictim,
  type Given,
  give,
  giveMore,
  minute,
  people,
  type Stage,
  start,
  startAndKill,
} from "./stage.ts";

// Scenarios in which something happens to a list.

/** One letter for one part of the people, killed; then for another part; then for the first again. */
export async function twoParts(stage: Stage): Promise<Given[]> {
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
export async function longerList(stage: Stage): Promise<Given[]> {
  const { random, clock } = stage;
  const count = people(stage);
  const given = give(stage, "A", count);
  await startAndKill(stage, given, random.int(1, count), anyVictim(random));
  clock.pass(random.int(0, minute));
  return [giveMore(stage, given, "longer", count + random.int(1, 20), 0)];
}

/** Two machines that share the services, and neither each other's lock nor a list of their own: both import it. */
export async function twoImports(stage: Stage): Promise<Given[]> {
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
export async function piped(stage: Stage): Promise<Given[]> {
  const { random, clock } = stage;
  const given = give(stage, "A", people(stage));
  const kill = random.chance(0.5);
  if (kill)
    await startAndKill(stage, given, random.int(1, given.addresses.length), "group", {
      piped: true,
    });
  else {
    const { code, errors } = await start(stage, given, { piped: true }).ended;
    if (code === 2) stage.found.add(`a list through a pipe is refused: ${errors.trim()}`);
  }
  clock.pass(random.int(0, minute));
  return [given];
}

/** The file of the list becomes another while the command starts: it sends to what it has counted. Then the whole file comes. */
export async function changingList(stage: Stage): Promise<Given[]> {
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
  if (told && told.audience !== counted)
    stage.found.add(`it counted ${counted}, and has an audience of ${told.audience}`);
  clock.pass(random.int(0, minute));
  return [whole];
}
