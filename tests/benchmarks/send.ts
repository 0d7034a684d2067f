import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDynamoDb } from "../../infra/local/aws/dynamodb.ts";
import { bundleProcesses } from "./bundle-processes.ts";
import { benchEnvironment } from "./environment.ts";
import { readBenchLetter } from "./letter.ts";
import { median } from "./median.ts";
import type { CountingSes, CountingSesOrders } from "./processes/counting-ses.ts";
import type { Rendering } from "./processes/rendering.ts";
import type { Lap, SendRace, SendRaceOrders } from "./processes/send-race.ts";
import { type BenchProcess, startProcess } from "./start-process.ts";

export type SendFigures = {
  /** What a letter of send-batch, ledger included, takes of a processor: a part of what a bare loop of the SDK's client takes. SES answers at once. */
  readonly cpuVsSdk: number;
  /** The rate of send-batch as a part of that loop's. */
  readonly wallVsSdk: number;
  /** The same with an SES that takes as long to answer as SES does. */
  readonly wallVsSdkAt50Ms: number;
  /** What a letter takes of a processor, in units of the least that it can: a constant form, signed and written to a socket. */
  readonly cpuVsLimit: number;
  /** The same in units of a loop as tutorials have it: MailComposer and the SDK's client. */
  readonly cpuVsTutorial: number;
  /** Splicing a letter for a person is this many times faster than MJML and than MailComposer. */
  readonly spliceVsMjml: number;
  readonly spliceVsMailComposer: number;
};
export type SendRow = {
  readonly what: string;
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
};
export type SendSizes = { readonly people: number; readonly rounds: number };

const full: SendSizes = { people: 6_000, rounds: 3 };
/** Lanes at a time: as many as an edition has in the queue, so that letters are in flight while a window is prepared. */
const lanes = 16;
/** Milliseconds that SES takes to answer in the same region, or about that. */
const sesLatency = 50;

/** The whole of send-batch against a bare loop of the SDK, and a spliced letter against a rendered and a composed one. */
export async function benchSend(
  sizes: SendSizes = full,
): Promise<{ figures: SendFigures; rows: SendRow[] }> {
  const directory = await mkdtemp(join(tmpdir(), "dear-colleague-bench-"));
  const processes: BenchProcess<never>[] = [];
  const dynamodb = await startDynamoDb(directory);
  try {
    const bundles = await bundleProcesses(["counting-ses", "send-race", "rendering"]);
    const letter = await readBenchLetter();
    const sesOrders: CountingSesOrders = {
      maxSendRate: 10_000,
      people: sizes.people,
      keepTimes: false,
    };
    const ses = startProcess<CountingSes>(bundles("counting-ses"), sesOrders);
    processes.push(ses);
    const nowhere = {
      "address-edition": "http://127.0.0.1:9/address",
      "send-batch": "http://127.0.0.1:9/send",
    };
    const endpoints = { dynamodb: dynamodb.directUrl, ses: await ses.ask("url") };
    const raceOrders: SendRaceOrders = {
      ...sizes,
      endpoints,
      environment: benchEnvironment("bench", nowhere),
    };
    const race = startProcess<SendRace>(bundles("send-race"), raceOrders);
    processes.push(race);
    await race.ask("fill");
    const raced = await runRace(race, ses, letter, { ...sizes, latency: sesLatency });
    const alone = await sendWhole(race, ses, letter, {
      name: "one-lane",
      lanes: 1,
      people: sizes.people,
    });
    const instant = await runRace(race, ses, letter, { ...sizes, latency: 0 });
    await race.stop();
    const rendering = startProcess<Rendering>(bundles("rendering"), {}, ["--expose-gc"]);
    processes.push(rendering);
    const rendered = await rendering.ask("measure", {
      letter,
      rounds: sizes.rounds,
      people: Math.min(2_000, sizes.people),
    });
    return {
      figures: {
        cpuVsSdk: ratioOf(instant.laps, ({ whole, bare }) => whole.cpu / bare.cpu),
        wallVsSdk: ratioOf(instant.laps, ({ whole, bare }) => bare.wall / whole.wall),
        wallVsSdkAt50Ms: ratioOf(raced.laps, ({ whole, bare }) => bare.wall / whole.wall),
        cpuVsLimit: ratioOf(instant.laps, ({ whole, limit }) => whole.cpu / limit.cpu),
        cpuVsTutorial: ratioOf(instant.laps, ({ whole, tutorial }) => whole.cpu / tutorial.cpu),
        spliceVsMjml: rendered.mjml / rendered.splice,
        spliceVsMailComposer: rendered.mailComposer / rendered.splice,
      },
      rows: [
        ...raced.rows,
        rowOf(
          `send-batch, 1 lane, as a deployed worker has, answers after ${sesLatency} ms`,
          [alone],
          sizes.people,
        ),
        ...instant.rows,
        ...(["splice", "mailComposer", "mjml"] as const).map(what =>
          row(what, rendered[what], rendered[what]),
        ),
      ],
    };
  } finally {
    for (const each of processes) await each.stop();
    await dynamodb.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

type Letter = Awaited<ReturnType<typeof readBenchLetter>>;

/**
 * Both run in each round, and the order alternates. Only results of the same round are compared,
 * because the machine's speed changes over time.
 */
async function runRace(
  race: BenchProcess<SendRace>,
  ses: BenchProcess<CountingSes>,
  letter: Letter,
  { people, rounds, latency }: SendSizes & { readonly latency: number },
): Promise<{ laps: RacedLaps[]; rows: SendRow[] }> {
  await ses.ask("setLatency", latency);
  const laps: RacedLaps[] = [];
  for (let round = 0; round <= rounds; round++) {
    const bareFirst = round % 2 === 1 ? await race.ask("sendBare") : undefined;
    const whole = await sendWhole(race, ses, letter, {
      name: `round-${round}-${latency}`,
      lanes,
      people,
    });
    const bare = bareFirst ?? (await race.ask("sendBare"));
    const limit = await race.ask("sendAtTheLimit");
    const tutorial = await race.ask("sendAsTutorials");
    // The first round warms up whatever there is to be warmed up.
    if (round > 0) laps.push({ whole, bare, limit, tutorial });
  }
  const { mostInFlight, bytes } = await race.ask("about");
  const after = `answers after ${latency} ms`;
  const rowFor = (what: string, lap: keyof RacedLaps) =>
    rowOf(
      `${what}, ${after}`,
      laps.map(each => each[lap]),
      people,
    );
  return {
    laps,
    rows: [
      rowFor(`send-batch, ${lanes} lanes, letters of ${bytes} bytes`, "whole"),
      rowFor(`bare SDK, ${mostInFlight} in flight`, "bare"),
      rowFor("constant form, signed, bare socket", "limit"),
      rowFor("MailComposer and the SDK", "tutorial"),
    ],
  };
}

/** One round of each. */
type RacedLaps = Readonly<Record<"whole" | "bare" | "limit" | "tutorial", Lap>>;

function ratioOf(laps: readonly RacedLaps[], ratio: (lap: RacedLaps) => number): number {
  return median(laps.map(ratio));
}

/** Everybody sent to once by send-batch. */
async function sendWhole(
  race: BenchProcess<SendRace>,
  ses: BenchProcess<CountingSes>,
  letter: Letter,
  {
    name,
    lanes,
    people,
  }: { readonly name: string; readonly lanes: number; readonly people: number },
): Promise<Lap> {
  const edition = await race.ask("prepare", { letter, name });
  const lap = await race.ask("sendWhole", lanes);
  const { once, messages } = await ses.ask("report", edition);
  if (once !== people || messages !== people)
    throw new Error(`${people} letters were due, and ${messages} came to ${once}`);
  return lap;
}

/** Of the middle one of some laps. */
function rowOf(what: string, laps: readonly Lap[], people: number): SendRow {
  const middle = (of: (lap: Lap) => number) => (median(laps.map(of)) * 1000) / people;
  return row(
    what,
    middle(lap => lap.wall),
    middle(lap => lap.cpu),
  );
}

/** Both in microseconds a letter. */
function row(what: string, wall: number, cpu: number): SendRow {
  return {
    what,
    perSecond: Math.round(1_000_000 / wall),
    cpuMicroseconds: Math.round(cpu * 10) / 10,
  };
}
