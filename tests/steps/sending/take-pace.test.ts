import { describe, expect, it } from "vitest";
import { pageAfter, pageAt, periodMs } from "../../../functions/core/sending/pace.ts";
import { newTempo, type Pipeline } from "../../../functions/steps/pipeline.ts";
import {
  leadMs,
  type Paced,
  takePace,
  takeSinglePace,
} from "../../../functions/steps/sending/take-pace.ts";
import { reserve } from "../../../functions/store/sending/calendar.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";

const began = 1_000_000 * periodMs;

/** A worker of its own, at an instant that stands still. */
function aWorker(local: TestPipeline, maxSendRate: number, more: Partial<Pipeline> = {}): Pipeline {
  const quota = async () => ({ maxSendRate, max24HourSend: 1_000_000, remaining: 1_000_000 });
  return {
    ...local.pipeline,
    quota,
    tempo: newTempo(),
    now: () => began,
    monotonic: () => began,
    ...more,
  };
}

/** Milliseconds that a worker waits for a place. */
const within = 20_000;

const instantsOf = (paced: Paced) => (paced.kind === "paced" ? paced.instants : []);

function mostInAnySecond(instants: readonly number[]): number {
  return Math.max(
    ...instants.map(from => instants.filter(at => at >= from && at < from + 1_000).length),
  );
}

describe("taking the pace", () => {
  it.each([3, 14, 40, 50, 333])(
    "fills the calendar at %i a second for eight workers at once, and never goes over",
    async rate => {
      const local = await aPipeline();
      const workers = Array.from({ length: 8 }, () => aWorker(local, rate));
      const all: number[] = [];
      for (let round = 0; round < 4; round++)
        for (const paced of await Promise.all(workers.map(worker => takePace(worker, 25, within))))
          all.push(...instantsOf(paced));
      expect(new Set(all).size).toBe(all.length);
      expect(mostInAnySecond(all)).toBeLessThanOrEqual(rate);
      const seconds = (Math.max(...all) - began - leadMs + periodMs / rate) / 1_000;
      expect(all.length / seconds).toBeGreaterThan(0.91 * rate);
    },
  );

  it("takes a window across periods if one is too small, but none that lasts more than about two seconds", async () => {
    const local = await aPipeline();
    const instants = instantsOf(await takePace(aWorker(local, 14), 25, within));
    expect(instants).toHaveLength(25);
    const slow = instantsOf(await takePace(aWorker(await aPipeline(), 2), 25, within));
    expect(slow.length).toBeGreaterThan(1);
    expect((slow.at(-1) ?? 0) - (slow[0] ?? 0)).toBeLessThan(2_200);
  });

  it("gives no place in the past, whether or not the period has begun", async () => {
    const local = await aPipeline();
    const now = () => began + 700;
    for (let times = 0; times < 3; times++)
      for (const at of instantsOf(await takePace(aWorker(local, 30, { now }), 10, within)))
        expect(at).toBeGreaterThanOrEqual(now());
  });

  it("takes one write if it knows a taken place or a gap from the last time", async () => {
    const local = await aPipeline();
    let writes = 0;
    local.pipeline.table.client.middlewareStack.add(
      (next, context) => args => {
        if (context.commandName === "UpdateItemCommand") writes++;
        return next(args);
      },
      { step: "initialize" },
    );
    let at = began + 1_500;
    const worker = aWorker(local, 40, { now: () => at });
    const needed = async () => {
      const before = writes;
      expect((await takePace(worker, 25, within)).kind).toBe("paced");
      return writes - before;
    };
    expect([await needed(), await needed()]).toEqual([2, 1]);
    at += 10_000;
    expect([await needed(), await needed()]).toEqual([1, 1]);
  });

  it("reports a full calendar instead of waiting for long", async () => {
    const local = await aPipeline();
    const worker = aWorker(local, 10);
    const kinds: string[] = [];
    for (let times = 0; times < 25; times++) kinds.push((await takePace(worker, 25, within)).kind);
    expect(kinds.slice(0, 9)).toEqual(Array(9).fill("paced"));
    expect(kinds.at(-1)).toBe("full");
  });

  it.each([
    [
      "when the clock was set back an hour, after which all of that hour's places are taken",
      60 * 60_000,
    ],
    ["when a clock ran ahead a few minutes", 5 * 60_000],
  ])("goes on %s", async (_, ms) => {
    const local = await aPipeline();
    const { table } = local.pipeline;
    const pages = Math.ceil(ms / (60 * periodMs)) + 1;
    for (
      let page = pageAt(began, 50), index = 0;
      index < pages;
      page = pageAfter(page, 50), index++
    )
      await reserve(table, page, "bulk", {
        asked: { first: 0, limit: 1, count: page.places.bulk },
        expected: "followed",
        now: began,
      });
    // A page may be full near its end: the next one is not.
    let now = began;
    const worker = aWorker(local, 50, { now: () => now });
    const all: number[] = [];
    for (; now < began + 180_000; now += 1_000)
      for (const at of instantsOf(await takePace(worker, 25, 4_000))) all.push(at);
    expect(all.length).toBeGreaterThan(150 * 25);
    expect(new Set(all).size).toBe(all.length);
  });

  it("leaves a place for a single mail soon, however far ahead the calendar is full", async () => {
    const local = await aPipeline();
    const worker = aWorker(local, 50);
    while ((await takePace(worker, 50, within)).kind === "paced");
    const [single = 0] = instantsOf(await takeSinglePace(aWorker(local, 50)));
    expect(single - began).toBeLessThan(3_000);
  });

  it("gives a single mail a place among the others if none is kept free soon", async () => {
    const local = await aPipeline();
    const [single = 0] = instantsOf(await takeSinglePace(aWorker(local, 1)));
    expect(single - began).toBeLessThan(3_000);
  });

  it("uses half of its places, and keeps others off the rest, after SES has throttled it", async () => {
    const local = await aPipeline();
    const slowed = aWorker(local, 40, {
      tempo: { ...newTempo(), share: { share: 0.5, since: began } },
    });
    const mine = instantsOf(await takePace(slowed, 20, within));
    expect(mine).toHaveLength(20);
    expect(mostInAnySecond(mine)).toBeLessThanOrEqual(20);
    const others = instantsOf(await takePace(aWorker(local, 40), 20, within));
    expect(mostInAnySecond([...mine, ...others])).toBeLessThanOrEqual(40);
    expect(Math.min(...others)).toBeGreaterThan(Math.max(...mine));
  });

  it("gives no more than the rest of the 24-hour quota, and says when nothing is left", async () => {
    const local = await aPipeline();
    const left = (remaining: number) =>
      aWorker(local, 100, {
        quota: async () => ({ maxSendRate: 100, max24HourSend: 200, remaining }),
      });
    expect(instantsOf(await takePace(left(3), 25, within))).toHaveLength(3);
    expect(await takePace(left(0), 25, within)).toEqual({ kind: "quota-spent" });
  });
});
