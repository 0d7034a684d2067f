import { PurgeQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { surveyEdition } from "../../../functions/steps/clock/survey-edition.ts";
import { addressAgain, addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import type { SendBatchMessage } from "../../../functions/steps/pipeline.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { recordAndClaim, takeLease } from "../../../functions/store/ledger/batch-progress.ts";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies, fillList, never } from "../an-edition.ts";

const fast = { ses: { maxSendRate: 5_000 }, limits: { stallMs: 300 } };

async function stored(local: TestPipeline, id: string) {
  const edition = await getEdition(local.pipeline.table, id);
  if (!edition) throw new Error("the edition is gone");
  return edition;
}

async function purge(local: TestPipeline): Promise<void> {
  const sqs = new SQSClient(localEndpoint(local.endpoints.sqs));
  for (const name of ["send-batch", "address-edition"] as const)
    await sqs.send(new PurgeQueueCommand({ QueueUrl: local.queues[name] }));
  sqs.destroy();
}

/** What the clock does, without a template. */
const tick = async (local: TestPipeline, id: string) =>
  redriveEdition(local.pipeline, await stored(local, id));

describe("looking after an edition", () => {
  it("moves the settled run over the batches in which everyone is settled, and closes the edition at its end", async () => {
    const local = await aPipeline(fast);
    const { edition, batches } = await anAddressedEdition(local, colleagues(170));
    const send = (index: number) =>
      sendBatch(local.pipeline, { edition: edition.id, batch: batches[index]?.id ?? "" }, never);
    await send(0);
    await send(2);
    await tick(local, edition.id);
    expect(await stored(local, edition.id)).toMatchObject({
      settled: { batch: batches[0]?.id, through: 50 },
      status: "sending",
    });
    await send(1);
    await tick(local, edition.id);
    expect(await stored(local, edition.id)).toMatchObject({
      settled: { through: 150 },
      status: "sending",
    });
    expect(await surveyEdition(local.pipeline, await stored(local, edition.id))).toMatchObject({
      pending: 20,
      doubts: { people: 0 },
    });
    await send(3);
    await tick(local, edition.id);
    expect(await stored(local, edition.id)).toMatchObject({
      settled: { through: 170 },
      status: "finished",
    });
  });

  it("does not close an edition that has newcomers in a round it has not seen", async () => {
    const local = await aPipeline(fast);
    const { edition, batches } = await anAddressedEdition(local, colleagues(3));
    await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
    let closing = 0;
    local.pipeline.table.client.middlewareStack.add(
      next => async args => {
        // Right before it is written that all is done, others address newcomers.
        if (JSON.stringify(args.input).includes('"finished"') && closing++ === 0) {
          await fillList(local, edition.lists[0] ?? "", colleagues(5));
          await addressAgain(local.pipeline, await stored(local, edition.id), "2");
          await addressEdition(local.pipeline, { edition: edition.id, round: 1 }, never);
        }
        return next(args);
      },
      { step: "initialize" },
    );
    await tick(local, edition.id);
    expect(closing).toBe(1);
    expect(await stored(local, edition.id)).toMatchObject({
      status: "sending",
      rounds: 2,
      audience: 5,
    });
  });

  it("counts the people of untouched batches as pending", async () => {
    const local = await aPipeline(fast);
    const { edition, batches } = await anAddressedEdition(local, colleagues(130));
    await sendBatch(local.pipeline, { edition: edition.id, batch: batches[1]?.id ?? "" }, never);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 130,
      accepted: 50,
      pending: 80,
    });
    expect((await surveyEdition(local.pipeline, await stored(local, edition.id))).pending).toBe(80);
  });

  it("queues what a dead worker left as soon as its lease has ended, while others are at work", async () => {
    // A busy machine may keep SES's answers waiting.
    const local = await aPipeline({ ses: fast.ses, limits: { submitTimeoutMs: 60_000 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(100));
    await purge(local);
    const [first, second] = batches.map(batch => batch.id);
    const { table } = local.pipeline;
    const dead = { owner: "dead", until: Date.now() + 600_000 };
    await takeLease(table, edition.id, first ?? "", {
      extent: { size: 50, through: 50 },
      lease: dead,
      now: Date.now(),
    });
    await recordAndClaim(table, edition.id, first ?? "", {
      found: { rejected: [0, 1] },
      lease: dead,
      claimedAt: Date.now(),
    });
    const alive = { owner: "alive", until: dead.until + 600_000 };
    await takeLease(table, edition.id, second ?? "", {
      extent: { size: 50, through: 100 },
      lease: alive,
      now: Date.now(),
    });
    local.start();
    const tickAt = async (now: number) =>
      // However long the test takes, no lease is seen unchanged for long.
      redriveEdition(
        { ...local.pipeline, now: () => now, monotonic: () => 0 },
        await stored(local, edition.id),
      );
    await tickAt(dead.until - 1);
    expect(local.ses.outbox.size()).toBe(0);
    // Once: for a second tick at that time, what the next worker has claimed would be in doubt.
    await tickAt(dead.until);
    await until(
      "the dead worker's batch is sent",
      async () => (await readAccount(local.pipeline, edition.id)).accepted === 48,
    );
    expect((await readAccount(local.pipeline, edition.id)).pending).toBe(50);
    expect(local.ses.outbox.size()).toBe(48);
  });

  it("finishes an edition though its queues were emptied half-way", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 100 }, limits: { stallMs: 300 } });
    const { edition } = await anAddressedEdition(local, colleagues(240));
    local.start();
    for (const part of [40, 100, 160]) {
      await until(`${part} are out`, async () => {
        await tick(local, edition.id);
        return local.ses.outbox.size() > part;
      });
      await purge(local);
    }
    await until("it is finished", async () => {
      await tick(local, edition.id);
      return (await stored(local, edition.id)).status === "finished";
    });
    expect([...copies(local).values()]).toEqual(Array(240).fill(1));
  });

  it.each([
    ["no lease is left", 0],
    ["a dead worker has left its lease", 1],
  ])(
    "queues the rest by the second tick after the leases have ended, though no message is left: %s",
    async (_, dead) => {
      const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
      const { edition, batches } = await anAddressedEdition(local, colleagues(250));
      await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
      const start = Date.now();
      const lease = { owner: "dead", until: start + 10_000 };
      if (dead > 0)
        await takeLease(local.pipeline.table, edition.id, batches[1]?.id ?? "", {
          extent: { size: 50, through: 100 },
          lease,
          now: start,
        });
      const queued: { batch: string; through?: number | undefined }[] = [];
      const enqueue = {
        ...local.pipeline.enqueue,
        sendBatch: async (messages: readonly SendBatchMessage[]) => void queued.push(...messages),
      };
      // The clock's first look, before; then its ticks a minute apart.
      for (const minute of [0, 1, 2]) {
        const now = () => start + minute * 60_000;
        await redriveEdition(
          {
            ...local.pipeline,
            now,
            enqueue,
            limits: { ...local.pipeline.limits, stallMs: 45_000 },
          },
          await stored(local, edition.id),
        );
        if (minute === 0) expect(queued).toEqual([]);
      }
      const lanes = queued.filter(({ through }) => through !== undefined);
      expect(lanes[0]).toMatchObject({ batch: batches[1]?.id, through: 100 });
      expect(lanes.some(({ through }) => through === 250)).toBe(true);
    },
  );

  it("spreads an edition over days if it exceeds SES's 24-hour quota and the bulletin allows it", async () => {
    const day = 86_400_000;
    let days = 0;
    const now = () => Date.now() + days * day;
    const local = await aPipeline({
      ses: { maxSendRate: 5_000, max24HourSend: 60, now },
      limits: { stallMs: 300, restMs: 1_000 },
    });
    const pipeline = { ...local.pipeline, quota: quotaOf(local, () => days) };
    const late = { ...local, pipeline };
    const { edition, batches } = await anAddressedEdition(late, colleagues(140), {
      overQuota: "spread",
    });
    expect(edition).toMatchObject({
      status: "sending",
      plan: { from: expect.stringMatching(/^20.*Z$/), days: [60, 60, 20] },
    });
    const lane = { edition: edition.id, batch: batches[0]?.id ?? "", through: 140 };
    await sendBatch(pipeline, lane, never);
    expect(local.ses.outbox.size()).toBe(60);
    const resting = await stored(local, edition.id);
    expect(resting).toMatchObject({ status: "sending", restUntil: expect.any(String) });
    await sendBatch(pipeline, lane, never);
    expect(local.ses.outbox.size()).toBe(60);
    for (const sent of [120, 140]) {
      days += 1.01;
      await sendBatch({ ...pipeline, now: () => Date.now() + 5_000 * days }, lane, never);
      expect(local.ses.outbox.size()).toBe(sent);
    }
    expect([...copies(local).values()]).toEqual(Array(140).fill(1));
  });
});

/** The local SES's own figures, as they are on a day. */
function quotaOf(local: TestPipeline, day: () => number) {
  return async () => ({
    maxSendRate: 5_000,
    max24HourSend: 60,
    remaining: Math.max(0, 60 * (Math.floor(day()) + 1) - local.ses.outbox.size()),
  });
}
