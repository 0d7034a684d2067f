import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { SQSClient } from "@aws-sdk/client-sqs";
import { startDynamoDb } from "../../infra/local/aws/dynamodb.ts";
import { localEndpoint } from "../../infra/local/aws/local-endpoint.ts";
import { openDirectory } from "../../infra/local/directory.ts";
import { startLocalPipeline } from "../../infra/local/local-pipeline.ts";
import { wholeSes } from "../local-pipeline.ts";
import { bundlePrograms } from "./bundle.ts";
import { type Copies, placeOf, readCopies } from "./copies.ts";
import { type FleetSize, wholeFleet } from "./fleet.ts";
import { runGroup, type Scene } from "./group.ts";
import { slowness } from "./machine.ts";
import { type Mutation, mutated } from "./mutations.ts";
import { isWrong, type Verdict } from "./oracle.ts";
import { planOf } from "./plan.ts";
import { createPostman } from "./postman.ts";
import { openRawTable } from "./raw-table.ts";
import { bulletinOf, editionOf } from "./round.ts";
import { startTally, type Tally } from "./tally.ts";
import { warmUp } from "./warm-up.ts";
import { createWorld } from "./world.ts";

export type CampaignOptions = {
  readonly rounds: number;
  readonly seed: number;
  /** How many processes send. */
  readonly size?: FleetSize;
  /** What is broken in the workers on purpose. */
  readonly mutation?: Mutation;
  /** Whether the unrest lasts, for a while, until a process was killed at each point. */
  readonly toEachPoint?: boolean;
  readonly onRound?: (seed: number, verdict: Verdict, group: GroupOfRound) => void;
};

/** `first`: the first seed of the round's group, and `size`: how many there are in it. */
export type GroupOfRound = {
  readonly first: number;
  readonly size: number;
  /** The machine was too slow during the group: its verdicts prove nothing. */
  readonly isTooSlow: boolean;
};

/**
 * Milliseconds by which the campaign's own process, in which SES and the queues are, may be late. If it is later, workers have taken
 * letters for lost, and events for not sent, that were on their way: then what is wrong says nothing.
 */
const bearableLagMs = 1_000;

/** Rounds in which a process is killed at each point, if not otherwise said. */
const enoughForEachPoint = 30;

/** The most editions that are sent at once. */
const largestGroup = 50;

/**
 * Milliseconds. Deployed, the grace is a hundred times what keeps an event from the ledger. Here it is so short that a machine that
 * does other things as well may need longer; so the clock stands still while an event is later than `latestEvent` (see group.ts).
 * The grace outlasts that, a window (2 s), and a submission.
 */
const limits = { submitTimeoutMs: 1_500, slackMs: 1_500, graceMs: 7_000, stallMs: 700 };

/**
 * Messages a second. So few that the editions of a group are under way for a while, and that SES, the queues and the oracle, which
 * share a process, keep up on a machine that does other things as well: an SES that is behind by the grace doubles letters.
 */
const maxSendRate = 80;

/** Seconds. So short that messages come again while they are being handled. */
const hidden = { "address-edition": 1, "send-batch": 1, "record-feedback": 1 };

/** Runs rounds of the real handlers on the real wire under faults that the seeds determine, and judges each. */
export async function runCampaign({
  rounds,
  seed,
  size = wholeFleet,
  mutation,
  toEachPoint = rounds >= enoughForEachPoint,
  onRound = () => {},
}: CampaignOptions): Promise<Tally> {
  const stretch = slowness();
  const stretched = Object.fromEntries(
    Object.entries(limits).map(([limit, ms]) => [limit, ms * stretch]),
  ) as typeof limits;
  const path = await mkdtemp(join(tmpdir(), "dear-colleague-faults-"));
  const directory = await openDirectory(path);
  if (!directory) throw new Error("a new directory is taken");
  const postman = createPostman();
  const world = createWorld();
  const dynamodb = await startDynamoDb(path);
  const started = await startLocalPipeline(directory, {
    dynamodbUrl: dynamodb.directUrl,
    siteUrl: "https://readers.example.org",
    limits: stretched,
    queues: { hidden, attempts: 1_000 },
    carryEvents: postman.carry,
    ses: { maxSendRate: maxSendRate / stretch, now: world.now },
    log: () => {},
  });
  const pipeline = { ...started.pipeline, now: world.now };
  const local = {
    ...started,
    pipeline: mutation === "versions do not count" ? mutated(pipeline, mutation) : pipeline,
  };
  const ses = wholeSes(local);
  const sqs = new SQSClient(localEndpoint(local.endpoints.sqs));
  const raw = openRawTable(local.endpoints.dynamodb, local.pipeline.table.name);
  const copies = readCopies(ses.outbox, world);
  const tally = startTally();
  const judged = new Map<number, number>();
  const report: typeof onRound = (each, verdict, group) => {
    const isTooSlow = isWrong(verdict) && lag.max / 1e6 > bearableLagMs;
    if (isTooSlow) tally.tooSlow(each);
    else tally.verdict(each, verdict);
    onRound(each, verdict, { ...group, isTooSlow });
  };
  const lag = monitorEventLoopDelay();
  lag.enable();
  let longestLag = 0;
  const onEvident: Scene["onEvident"] = (edition, batch, positions) => {
    copies.look();
    for (const position of positions)
      tally.evident(copies.evident(edition, placeOf(batch, position)) ?? 0);
  };
  try {
    const programs = await bundlePrograms();
    const scene = {
      world,
      local,
      raw,
      copies,
      ses,
      sqs,
      programs,
      postman,
      size,
      mutation,
      onEvident,
      submitTimeoutMs: stretched.submitTimeoutMs,
      stretch,
      onDeath: tally.death,
      deal: tally.deal,
      takeBack: tally.takeBack,
      toEachPoint,
      onWeather: tally.weather,
      isLacking: tally.isLacking,
    };
    await warmUp(scene);
    const groupSize = Math.ceil(rounds / Math.ceil(rounds / largestGroup));
    for (let first = seed; first < seed + rounds; first += groupSize) {
      const inGroup = Math.min(groupSize, seed + rounds - first);
      const seeds = Array.from({ length: inGroup }, (_, index) => first + index);
      lag.reset();
      const group = await runGroup(scene, seeds);
      longestLag = Math.max(longestLag, lag.max);
      for (const [index, verdict] of group.verdicts.entries()) {
        tally.round(group.plans[index]);
        report(first + index, verdict, { first, size: inGroup, isTooSlow: false });
      }
      for (const plan of group.plans) {
        await raw.forgetBulletin(bulletinOf(plan.seed));
        judged.set(plan.seed, copies.of(editionOf(plan)).length);
      }
    }
    for (const [each, doubled] of sentSince(judged, copies))
      report(
        each,
        { missing: [], doubled, accountErrors: [] },
        { first: each, size: 1, isTooSlow: false },
      );
  } finally {
    sqs.destroy();
    raw.close();
    await local.stop();
    await dynamodb.stop();
    directory.release();
    await rm(path, { recursive: true, force: true });
  }
  return {
    ...tally.sum(),
    longestLag: Math.round(longestLag / 1e6),
    wasSlow: longestLag / 1e6 > bearableLagMs || stretch > 1.5,
  };
}

/** Who got something of an edition after it was judged, by seed: whatever the queues still held of it has been handled since. */
function sentSince(judged: ReadonlyMap<number, number>, copies: Copies): [number, string[]][] {
  copies.look();
  return [...judged].flatMap(([seed, count]): [number, string[]][] => {
    const later = copies.of(editionOf(planOf(seed))).slice(count);
    return later.length > 0
      ? [[seed, later.map(({ address }) => `${address}, when the edition was at rest`)]]
      : [];
  });
}
