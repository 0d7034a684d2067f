import { describe, expect, it } from "vitest";
import { noteListening } from "../../../functions/steps/clock/listen.ts";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import {
  getProgress,
  recordAndClaim,
  takeLease,
} from "../../../functions/store/ledger/batch-progress.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies, never } from "../an-edition.ts";

const hour = 3_600_000;
const day = 24 * hour;

async function stored(local: TestPipeline, id: string) {
  const edition = await getEdition(local.pipeline.table, id);
  if (!edition) throw new Error("the edition is gone");
  return edition;
}

describe("a clock that is set back", () => {
  it.each([hour, day])(
    "keeps nothing from being sent, though it happens in the middle of a window (by %i ms)",
    async ms => {
      const local = await aPipeline({ ses: { maxSendRate: 40 } });
      const { edition, batches } = await anAddressedEdition(local, colleagues(100));
      let setBack = 0;
      const submit: typeof local.pipeline.submit = message => {
        // Both in a window and, later, between two.
        if (local.ses.outbox.size() === 30) setBack = ms;
        if (local.ses.outbox.size() === 60) setBack = 2 * ms;
        return local.pipeline.submit(message);
      };
      const pipeline = { ...local.pipeline, submit, now: () => Date.now() - setBack };
      const lane = { edition: edition.id, batch: batches[0]?.id ?? "", through: 100 };
      await until("everyone has the letter", async () => {
        await sendBatch(pipeline, lane, never);
        return local.ses.outbox.size() === 100;
      });
      expect([...copies(local).values()]).toEqual(Array(100).fill(1));
      const ends = await Promise.all(
        batches.map(batch => getProgress(local.pipeline.table, edition.id, batch.id)),
      );
      expect(ends.map(({ leaseUntil }) => leaseUntil)).toEqual([0, 0]);
    },
  );

  it("does not keep a dead worker's batch: the lease ends by the monotonic clock", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(50));
    const batch = batches[0]?.id ?? "";
    const { table } = local.pipeline;
    const dead = { owner: "dead", until: Date.now() + day };
    await takeLease(table, edition.id, batch, {
      extent: { size: 50, through: 50 },
      lease: dead,
      now: Date.now(),
    });
    let passed = 0;
    const pipeline = { ...local.pipeline, monotonic: () => passed };
    const look = async (at: number) => {
      passed = at;
      await redriveEdition(pipeline, await stored(local, edition.id));
      return (await getProgress(table, edition.id, batch)).leaseUntil;
    };
    expect(await look(1_000)).toBe(dead.until);
    // A worker that is alive writes its lease anew.
    dead.until += 1;
    await recordAndClaim(table, edition.id, batch, { found: {}, lease: dead, claimedAt: 0 });
    expect(await look(60_000)).toBe(dead.until);
    expect(await look(61_000)).toBe(dead.until);
    expect(await look(120_000)).toBe(0);
    local.start();
    await until("everyone has the letter", () => local.ses.outbox.size() === 50);
  });

  it("does not lengthen the grace of people in doubt if their claim lies in the future", async () => {
    const local = await aPipeline({
      eventsAreCertain: false,
      limits: { graceMs: 2_000, stallMs: 300 },
    });
    const { edition, batches } = await anAddressedEdition(local, colleagues(2));
    const batch = batches[0]?.id ?? "";
    const { table } = local.pipeline;
    await takeLease(table, edition.id, batch, {
      extent: { size: 2, through: 2 },
      lease: { owner: "dead", until: 1 },
      now: 0,
    });
    await recordAndClaim(table, edition.id, batch, {
      found: { claimed: [0, 1] },
      lease: { owner: "dead", until: 0 },
      claimedAt: Date.now() + day,
    });
    const begins = Date.now();
    for (let now = begins; now < begins + 20_000; now += 500) {
      const pipeline = { ...local.pipeline, now: () => now };
      await noteListening(pipeline);
      await redriveEdition(pipeline, await stored(local, edition.id));
    }
    expect(await stored(local, edition.id)).toMatchObject({
      status: "held",
      reason: { code: "no-answer" },
    });
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({ uncertain: 2 });
  });

  it("lengthens neither the wait of an edition for its quota, nor the time before it is addressed", async () => {
    const local = await aPipeline({ limits: { restMs: 10_000 } });
    const { edition } = await anAddressedEdition(local, colleagues(2));
    const restUntil = new Date(Date.now() + day).toISOString();
    await changeEdition(
      local.pipeline.table,
      { id: edition.id, status: "sending" },
      { kind: "rest", restUntil },
    );
    await redriveEdition(local.pipeline, await stored(local, edition.id));
    const rests = Date.parse((await stored(local, edition.id)).restUntil ?? "");
    expect(rests).toBeLessThanOrEqual(Date.now() + 10_000);
    expect(rests).toBeGreaterThan(Date.now() - 60_000);
  });

  it("does not keep an edition that stands still from being queued again", async () => {
    const local = await aPipeline({ limits: { stallMs: 1_000 } });
    const { edition } = await anAddressedEdition(local, colleagues(2));
    const queued: unknown[] = [];
    const enqueue = {
      ...local.pipeline.enqueue,
      sendBatch: async (messages: readonly unknown[]) => void queued.push(...messages),
    };
    for (const now of [Date.now() + day, Date.now(), Date.now() + 1_500])
      await redriveEdition(
        { ...local.pipeline, enqueue, now: () => now },
        await stored(local, edition.id),
      );
    expect(queued).toHaveLength(1);
  });
});
