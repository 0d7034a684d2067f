import { setTimeout } from "node:timers/promises";
import { PurgeQueueCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { readAccount } from "../../functions/steps/read-account.ts";
import { getEdition } from "../../functions/store/editions.ts";
import type { LocalSes } from "../../infra/local/ses/ses.ts";
import type { Programs } from "./bundle.ts";
import { disturb } from "./disturb.ts";
import { describe, inspect, lookAfter, type View } from "./editor.ts";
import { type FleetOptions, startFleet } from "./fleet.ts";
import type { Death } from "./hand.ts";
import { judge, type Verdict } from "./oracle.ts";
import { planOf } from "./plan.ts";
import type { Postman } from "./postman.ts";
import { type Random, randomOf } from "./random.ts";
import { openRound, type Round } from "./round.ts";
import { makeWeather } from "./weather.ts";

/** Where the campaign takes place. */
export type Scene = View & {
  readonly ses: LocalSes;
  readonly sqs: SQSClient;
  readonly programs: Programs;
  readonly postman: Postman;
  readonly submitTimeout: number;
  readonly broken: Pick<FleetOptions, "mutation" | "environment">;
  readonly onDeath: (death: Death) => void;
  readonly onEvident: FleetOptions["onEvident"];
};

/** Milliseconds: between two openings, of unrest after the last one, and within which all must have come to rest then. */
const pace = { opening: 120, unrest: 7_000, patience: 120_000 };

/** Runs editions at once, by the same workers, under the same weather; judges each when it has come to rest. */
export async function runGroup(scene: Scene, seeds: readonly number[]): Promise<{ verdicts: Verdict[]; rounds: Round[] }> {
  const seed = seeds[0] ?? 0;
  const unrestUntil = Date.now() + seeds.length * pace.opening + pace.unrest;
  const fleet = startFleet({
    ...scene,
    ...scene.broken,
    random: randomOf(seed, 3),
    unrestUntil,
  });
  const weather = makeWeather(scene.ses, randomOf(seed, 4), scene.submitTimeout, unrestUntil);
  const purges = purgeQueues(scene, randomOf(seed, 5), unrestUntil);
  const opened = Date.now();
  const lives = await Promise.all(
    seeds.map(async (each, index) => {
      await setTimeout(Math.max(0, opened + index * pace.opening - Date.now()));
      const round = await openRound(scene.local, scene.raw, scene.postman, planOf(each));
      const atRest = comeToRest(scene, round, unrestUntil + pace.patience);
      return { round, atRest };
    }),
  );
  await Promise.all([...lives.map(life => life.atRest), weather, purges]);
  while (!scene.postman.isDone()) await setTimeout(20);
  await fleet.retire();
  scene.copies.look();
  const verdicts = await Promise.all(lives.map(({ round }) => verdictOf(scene, round)));
  return { verdicts, rounds: lives.map(({ round }) => round) };
}

/** Disturbs a round and looks after it until it is at rest and nothing more happens to it. */
async function comeToRest(scene: Scene, round: Round, until: number): Promise<void> {
  let isOver = false;
  let isDisturbed = true;
  const disturbing = disturb(scene.local, round, () => isOver).finally(() => {
    isDisturbed = false;
  });
  const random = randomOf(round.plan.seed, 6);
  for (;;) {
    await setTimeout(random.int(250, 500));
    const isAtRest = await lookAfter(scene, round);
    isOver = isAtRest || Date.now() > until;
    if (isOver && !isDisturbed) break;
    if (!isAtRest && random.chance(0.15)) await inspect(scene, round);
    if (Date.now() > until + 5_000) break;
  }
  await disturbing;
  const edition = await getEdition(scene.local.pipeline.table, round.truth.edition);
  if (Date.now() > until) round.found.add(describe(edition));
}

/** Loses what waits in the queues of work, once or twice. */
async function purgeQueues({ sqs, local: { queues } }: Scene, random: Random, until: number): Promise<void> {
  const began = Date.now();
  const instants = Array.from({ length: random.int(1, 2) }, () => random.next() * (until - began)).sort((a, b) => a - b);
  for (const instant of instants) {
    await setTimeout(Math.max(0, began + instant - Date.now()));
    for (const QueueUrl of [queues["address-edition"], queues["send-batch"]]) await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  }
}

async function verdictOf({ local, raw, copies }: Scene, { truth, found }: Round): Promise<Verdict> {
  const ledger = await raw.ledgerOf(truth.edition);
  const verdict = judge(truth, copies.of(truth.edition), ledger, await readAccount(local.pipeline, truth.edition));
  return { ...verdict, accountErrors: [...found, ...verdict.accountErrors] };
}
