import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { readAccount } from "../../functions/steps/read-account.ts";
import { sendAgain } from "../../functions/steps/send-again.ts";
import { getEdition } from "../../functions/store/editions.ts";
import { openDirectory } from "../../infra/local/directory.ts";
import { type LocalPipeline, startLocalPipeline } from "../../infra/local/local-pipeline.ts";
import type { LocalSes } from "../../infra/local/ses/ses.ts";
import { bundleWorker, startFleet } from "./fleet.ts";
import { countAddressed, judge, type Truth, type Verdict } from "./oracle.ts";
import { randomOf } from "./random.ts";
import { disturb, openRound, type Round, someFaults } from "./round.ts";

export type CampaignOptions = {
  readonly rounds: number;
  readonly seed: number;
  readonly onRound: (seed: number, verdict: Verdict) => void;
};
export type CampaignResult = Verdict & {
  readonly rounds: number;
  readonly kills: number;
  readonly failingSeeds: readonly number[];
};

/** Editions that are sent at once, by the same workers, under the same faults. */
const atOnce = 5;

/** Milliseconds within which a group of rounds must have come to rest. */
const patience = 90_000;

/** Runs rounds of the real handlers on the real wire under faults that the seeds determine, and judges each. */
export async function runCampaign({ rounds, seed, onRound }: CampaignOptions): Promise<CampaignResult> {
  const path = await mkdtemp(join(tmpdir(), "dear-colleague-faults-"));
  const directory = await openDirectory(path);
  if (!directory) throw new Error("a new directory is taken");
  const limits = { submitTimeout: 1_500, slack: 500, grace: 7_000, stall: 300 };
  const local = await startLocalPipeline(directory, {
    siteUrl: "https://readers.example.org",
    limits,
    ses: { maxSendRate: 150 },
    log: () => {},
  });
  const worker = await bundleWorker(path);
  const sum = { rounds: 0, missing: 0, doubled: 0, accountErrors: 0, kills: 0, failingSeeds: [] as number[] };
  try {
    for (let first = seed; first < seed + rounds; first += atOnce) {
      const seeds = Array.from({ length: Math.min(atOnce, seed + rounds - first) }, (_, index) => first + index);
      const group = await runGroup(local, worker, seeds);
      sum.kills += group.kills;
      for (const [index, verdict] of group.verdicts.entries()) {
        sum.rounds++;
        sum.missing += verdict.missing;
        sum.doubled += verdict.doubled;
        sum.accountErrors += verdict.accountErrors;
        if (verdict.missing + verdict.doubled + verdict.accountErrors > 0) sum.failingSeeds.push(first + index);
        onRound(first + index, verdict);
      }
    }
  } finally {
    await local.stop();
    directory.release();
    await rm(path, { recursive: true, force: true });
  }
  return sum;
}

async function runGroup(
  local: LocalPipeline,
  worker: string,
  seeds: readonly number[],
): Promise<{ verdicts: Verdict[]; kills: number }> {
  const random = randomOf(seeds[0] ?? 0);
  const ses = local.ses as LocalSes;
  ses.faults.set(someFaults(random));
  const editions = await Promise.all(seeds.map(each => openRound(local, randomOf(each), each)));
  const fleet = startFleet(local, worker, random);
  const unrest = disturb(local, editions, random, fleet.alive);
  for (const until = Date.now() + patience; !(await allFinished(local, editions)); await setTimeout(100))
    if (Date.now() > until) break;
  fleet.retire();
  await unrest;
  const verdicts = await Promise.all(editions.map(({ truth }) => verdictOf(local, ses, truth)));
  ses.faults.set({});
  return { verdicts, kills: fleet.kills() };
}

/** An edition that is held has somebody uncertain whom no event names, twice: an editor looks, and sends to them again. */
async function allFinished({ pipeline }: LocalPipeline, rounds: readonly Round[]): Promise<boolean> {
  const editions = await Promise.all(rounds.map(({ truth }) => getEdition(pipeline.table, truth.edition)));
  for (const edition of editions) if (edition?.status === "held") await sendAgain(pipeline, edition, ["uncertain"]);
  return editions.every(edition => edition?.status === "finished");
}

async function verdictOf(local: LocalPipeline, ses: LocalSes, truth: Truth): Promise<Verdict> {
  const addressed = await countAddressed(local.endpoints.dynamodb, local.pipeline.table.name, truth.edition);
  const account = await readAccount(local.pipeline, truth.edition);
  const verdict = await judge(truth, ses.outbox, account, addressed.people);
  return { ...verdict, doubled: verdict.doubled + addressed.people - addressed.distinct };
}
