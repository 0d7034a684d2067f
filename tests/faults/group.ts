import { setTimeout } from "node:timers/promises";
import { PurgeQueueCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { readAccount } from "../../functions/steps/ledger/read-account.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import type { LocalSes } from "../../infra/local/aws/ses/local-ses.ts";
import type { Programs } from "./bundle.ts";
import { befall, type Disaster, disasters } from "./disasters.ts";
import { disturb } from "./disturb.ts";
import { describe, inspect, lookAfter, type View } from "./editor.ts";
import { type FleetOptions, startFleet } from "./fleet.ts";
import type { Death } from "./hand.ts";
import { killPoints } from "./kill-points.ts";
import { judge, type Verdict } from "./oracle.ts";
import { type Plan, planOf } from "./plan.ts";
import type { Postman } from "./postman.ts";
import { type Random, randomOf } from "./random.ts";
import { editionOf, fillLists, openRound, type Round } from "./round.ts";
import { makeWeather } from "./weather.ts";
import type { World } from "./world.ts";

/** Where the campaign takes place. */
export type Scene = View & {
  readonly world: World;
  readonly ses: LocalSes;
  readonly sqs: SQSClient;
  readonly programs: Programs;
  readonly postman: Postman;
  readonly submitTimeoutMs: number;
  /** How many times longer everything takes than on a machine that does nothing else. */
  readonly stretch: number;
  readonly size: FleetOptions["size"];
  readonly mutation: FleetOptions["mutation"];
  readonly deal: FleetOptions["deal"];
  readonly takeBack: FleetOptions["takeBack"];
  readonly onDeath: (death: Death) => void;
  /** Whether there is unrest, for a while, until a process was killed at each point. */
  readonly toEachPoint: boolean;
  readonly isLacking: FleetOptions["isLacking"];
  readonly onWeather: (disaster: Disaster, rounds: number) => void;
  readonly onEvident: FleetOptions["onEvident"];
};

/** Milliseconds that an event may be late before the clock, and editors, wait for it: else the grace would be over before it comes. */
const latestEvent = 3_000;

/** Milliseconds: between two openings, of unrest after the last one, at least and at most, and within which all must have come to rest then. */
const unstretched = { opening: 500, unrest: 4_000, longestUnrest: 20_000, patience: 120_000 };
const stretched = (by: number) =>
  Object.fromEntries(
    Object.entries(unstretched).map(([span, ms]) => [span, ms * by]),
  ) as typeof unstretched;

/** Kills that there are to be, for each edition of the group: most of them hit several. */
const killsOfARound = 1;

/** Runs editions at once, by the same workers, under the same weather; judges each when it has come to rest. */
export async function runGroup(
  scene: Scene,
  seeds: readonly number[],
): Promise<{ verdicts: Verdict[]; plans: Plan[] }> {
  const [seed = 0] = seeds;
  const plans = seeds.map(planOf);
  const ids = await Promise.all(plans.map(plan => fillLists(scene.local, plan)));
  const began = Date.now();
  const pace = stretched(scene.stretch);
  const opened = began + seeds.length * pace.opening;
  let kills = 0;
  const missed = new Set<Disaster>(disasters);
  const isUnrest = () => {
    const enough =
      kills >= seeds.length * killsOfARound &&
      missed.size === 0 &&
      !(scene.toEachPoint && killPoints.some(scene.isLacking));
    return Date.now() < opened + (enough ? pace.unrest : pace.longestUnrest);
  };
  const isOpening = () => Date.now() < opened;
  const onDeath = (death: Death) => {
    kills++;
    scene.onDeath(death);
  };
  const mayTick = () => {
    scene.copies.look();
    return scene.copies.oldestWithoutEvent() < latestEvent * scene.stretch;
  };
  const fleet = startFleet({
    ...scene,
    random: randomOf(seed, 3),
    isUnrest,
    isOpening,
    mayTick,
    onDeath,
    onAnswered: scene.postman.answered,
    onReturn: scene.postman.hasPaused,
  });
  const weather = makeWeather(scene.ses, randomOf(seed, 4), scene.submitTimeoutMs, isUnrest);
  let underWay = 0;
  const befalling = befall(fleet, randomOf(seed, 7), isUnrest, disaster => {
    missed.delete(disaster);
    scene.onWeather(disaster, underWay);
  });
  const purges = purgeQueues(scene, randomOf(seed, 5), isUnrest);
  const rounds = await Promise.all(
    plans.map(async (plan, index) => {
      await setTimeout(Math.max(0, began + index * pace.opening - Date.now()));
      if (plan.events.lost > 0 || plan.events.unanswered > 0)
        scene.copies.expectNoEvents(editionOf(plan));
      const round = await openRound(scene.local, scene.postman, plan, ids[index] ?? new Map());
      underWay++;
      await comeToRest(
        scene,
        round,
        mayTick,
        () => Date.now() > opened + pace.longestUnrest + pace.patience,
      );
      underWay--;
      return round;
    }),
  );
  await Promise.all([weather, purges, befalling]);
  while (!scene.postman.isDone()) await setTimeout(20);
  await fleet.retire();
  scene.copies.look();
  return { verdicts: await Promise.all(rounds.map(round => verdictOf(scene, round))), plans };
}

/** Disturbs a round and looks after it until it is at rest and nothing more happens to it. */
async function comeToRest(
  scene: Scene,
  round: Round,
  mayAct: () => boolean,
  isLate: () => boolean,
): Promise<void> {
  let isAtRest = false;
  let isDisturbed = true;
  const disturbing = disturb(scene.local, round, () => isAtRest || isLate()).finally(() => {
    isDisturbed = false;
  });
  const random = randomOf(round.plan.seed, 6);
  for (let wasDisturbed = true; !(isAtRest && !wasDisturbed) && !isLate(); ) {
    await setTimeout(random.int(400, 900) * scene.stretch);
    // What is at rest now may be disturbed once more.
    wasDisturbed = isDisturbed;
    isAtRest = await lookAfter(scene, round, mayAct);
    if (!isAtRest && random.chance(0.25)) await inspect(scene, round);
  }
  await disturbing;
  if (isLate())
    round.found.add(describe(await getEdition(scene.local.pipeline.table, round.truth.edition)));
}

/** Loses what waits in the queues of work, every now and then. */
async function purgeQueues(
  { sqs, local: { queues } }: Scene,
  random: Random,
  isUnrest: () => boolean,
): Promise<void> {
  for (;;) {
    await setTimeout(random.int(2_000, 9_000));
    if (!isUnrest()) return;
    for (const QueueUrl of [queues["address-edition"], queues["send-batch"]])
      await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  }
}

async function verdictOf({ local, raw, copies }: Scene, { truth, found }: Round): Promise<Verdict> {
  const ledger = await raw.ledgerOf(truth.edition);
  const verdict = judge(
    truth,
    copies.of(truth.edition),
    ledger,
    await readAccount(local.pipeline, truth.edition),
  );
  return { ...verdict, accountErrors: [...found, ...verdict.accountErrors] };
}
