import { PurgeQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { isSettled } from "../../../functions/core/ledger/account.ts";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { resumeEdition } from "../../../functions/steps/control/resume-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getDueBulletins, putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { addEntry } from "../../../functions/store/bulletins/entries.ts";
import {
  addFacts,
  getProgress,
  recordAndClaim,
  takeLease,
} from "../../../functions/store/ledger/batch-progress.ts";
import { releaseAgain } from "../../../functions/store/ledger/decisions.ts";
import { keepMessages } from "../../../functions/store/ledger/messages.ts";
import { getLastTick } from "../../../functions/store/sending/ticks.ts";
import { putItem } from "../../../functions/store/table.ts";
import { aBulletin, aDecision, anEntry, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import { allEditions } from "../../stored-lists.ts";
import {
  anAddressedEdition,
  colleagues,
  copies,
  fillList,
  tickWhileListening,
} from "../an-edition.ts";

const at = (local: TestPipeline, instant: string) => ({
  ...local.pipeline,
  now: () => Date.parse(instant),
});

describe("the clock", () => {
  it("opens the edition of a bulletin that is due, once, and moves on to the next slot", async () => {
    const local = await aPipeline();
    const bulletin = aBulletin({
      id: "weekly",
      schedule: { cron: "0 9 * * 2" },
      zone: "Europe/London",
    });
    await putBulletin(
      local.pipeline.table,
      bulletin,
      new Date("2027-03-24T12:00:00Z"),
      aDecision(),
    );
    await addEntry(local.pipeline.table, anEntry({ bulletin: bulletin.id }), aDecision());
    await runClock(at(local, "2027-03-30T07:59:00Z"), local.template);
    expect(await allEditions(local.pipeline.table, bulletin.id)).toEqual([]);
    // Nine o'clock in London is eight in UTC from 28 March on.
    const due = at(local, "2027-03-30T08:00:30Z");
    await Promise.all([runClock(due, local.template), runClock(due, local.template)]);
    expect(await allEditions(local.pipeline.table, bulletin.id)).toMatchObject([
      { slot: "2027-03-30T08:00:00.000Z" },
    ]);
    expect(
      await getDueBulletins(local.pipeline.table, new Date("2027-04-06T08:00:00Z")),
    ).toMatchObject([{ slot: new Date("2027-04-06T08:00:00Z") }]);
  });

  it("opens an edition for each slot of a silence, in order, and moves on", async () => {
    const local = await aPipeline();
    const bulletin = aBulletin({ id: "daily", schedule: { cron: "0 9 * * *" }, zone: "UTC" });
    await putBulletin(
      local.pipeline.table,
      bulletin,
      new Date("2027-01-01T00:00:00Z"),
      aDecision(),
    );
    for (const day of [4, 4, 5])
      await runClock(at(local, `2027-01-0${day}T12:00:00Z`), local.template);
    expect(
      (await allEditions(local.pipeline.table, bulletin.id)).map(edition => edition.slot),
    ).toEqual([5, 4, 3, 2, 1].map(day => `2027-01-0${day}T09:00:00.000Z`));
  });

  it("tells a watcher after each healthy tick, and is none the worse if it does not answer", async () => {
    const local = await aPipeline();
    let pings = 0;
    const pingWatcher = async () => {
      pings++;
      throw new Error("no answer");
    };
    await runClock({ ...local.pipeline, pingWatcher }, local.template);
    expect([pings, local.logged.some(line => line.includes("ping-failed"))]).toEqual([1, true]);
    await putItem(local.pipeline.table, {
      PK: "BULLETIN#odd",
      SK: "BULLETIN",
      due: "BULLETIN",
      dueAt: "2020-01-01T00:00:00.000Z",
    });
    await expect(runClock({ ...local.pipeline, pingWatcher }, local.template)).rejects.toThrow();
    expect(pings).toBe(1);
  });

  it("finishes an edition from the table alone when its queues were lost", async () => {
    const local = await aPipeline({ limits: { stallMs: 300 } });
    const { edition } = await anAddressedEdition(local, colleagues(120));
    const sqs = new SQSClient({
      endpoint: local.endpoints.sqs,
      region: "eu-west-2",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    await sqs.send(new PurgeQueueCommand({ QueueUrl: local.queues["send-batch"] }));
    local.start();
    await until("everyone has the letter", async () => {
      await runClock(local.pipeline, local.template);
      return (await getEdition(local.pipeline.table, edition.id))?.status === "finished";
    });
    expect([...copies(local).values()]).toEqual(Array(120).fill(1));
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 120,
      accepted: 120,
    });
  });

  it("sends once more to people without an answer or event from SES, when events cover everyone else", async () => {
    const local = await aPipeline({ limits: { stallMs: 300, graceMs: 3_000 } });
    local.ses.faults.set({ resetBeforeAccept: { count: 4 } });
    const { edition } = await anAddressedEdition(local, colleagues(40), { uncertain: "resend" });
    local.start();
    await until("all is settled", async () => {
      await runClock(local.pipeline, local.template);
      return isSettled(await readAccount(local.pipeline, edition.id));
    });
    expect([...copies(local).values()]).toEqual(Array(40).fill(1));
  });

  it.each([
    [
      "the bulletin says hold",
      { uncertain: "hold" as const },
      { resetAfterAccept: { count: 4 }, loseEvents: { count: 8 } },
    ],
    [
      "SES's events do not cover the others",
      { uncertain: "resend" as const },
      { resetAfterAccept: { count: 4 }, loseEvents: true as const },
    ],
  ])("holds the uncertain for an editor when %s", async (_, bulletin, faults) => {
    const local = await aPipeline({ limits: { stallMs: 300, graceMs: 1_000 } });
    local.ses.faults.set(faults);
    const { edition } = await anAddressedEdition(local, colleagues(30), bulletin);
    local.start();
    await until("the edition is held", async () => {
      await runClock(local.pipeline, local.template);
      return (await getEdition(local.pipeline.table, edition.id))?.status === "held";
    });
    expect(Math.max(...copies(local).values())).toBe(1);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 30,
      pending: 0,
      uncertain: 4,
    });
  });

  it("does not take silence for a no if no event came at all, unless SES's events are certain", async () => {
    const local = await aPipeline({ limits: { stallMs: 300, graceMs: 500 } });
    local.ses.faults.set({ resetBeforeAccept: { count: 3 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(3), {
      uncertain: "resend",
    });
    await sendBatch(
      local.pipeline,
      { edition: edition.id, batch: batches[0]?.id ?? "" },
      () => false,
    );
    const doubtful = { ...local.pipeline, eventsAreCertain: false };
    await until("it is held", async () => {
      await tickWhileListening(doubtful, edition.id);
      return (await getEdition(local.pipeline.table, edition.id))?.status === "held";
    });
    expect(local.ses.outbox.size()).toBe(0);
    await resumeEdition(local.pipeline, { ...edition, status: "held", heldFrom: "sending" }, ann);
    local.start();
    await until("everyone has the letter", async () => {
      await redriveEdition(local.pipeline, edition);
      return local.ses.outbox.size() === 3;
    });
    expect([...copies(local).values()]).toEqual([1, 1, 1]);
  });

  it("keeps an account that sums at every moment", async () => {
    const local = await aPipeline();
    local.ses.faults.set({
      throttle: { probability: 0.1 },
      resetAfterAccept: { probability: 0.1 },
      refuse: { probability: 0.05 },
    });
    const { edition } = await anAddressedEdition(local, colleagues(150));
    await fillList(local, edition.lists[0] ?? "", colleagues(140));
    local.start();
    await until("the account is settled but for the uncertain", async () => {
      const { audience, accepted, suppressed, rejected, uncertain, pending } = await readAccount(
        local.pipeline,
        edition.id,
      );
      expect(audience).toBe(150);
      expect(accepted + suppressed + rejected + uncertain + pending).toBe(audience);
      return pending === 0 && suppressed === 10;
    });
  });

  it("gives every edition its turn though another bulletin cannot be composed, and then counts as silent", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(20));
    await sendBatch(
      local.pipeline,
      { edition: edition.id, batch: batches[0]?.id ?? "" },
      () => false,
    );
    const broken = aBulletin({ id: "broken", schedule: { cron: "* * * * *" }, zone: "UTC" });
    await putBulletin(local.pipeline.table, broken, new Date(Date.now() - 120_000), aDecision());
    await addEntry(local.pipeline.table, anEntry({ bulletin: "broken" }), aDecision());
    const template = new Proxy(local.template, {
      get: () => {
        throw new Error("the template cannot be read");
      },
    });
    await expect(runClock(local.pipeline, template)).rejects.toThrow("the template cannot be read");
    expect((await getEdition(local.pipeline.table, edition.id))?.status).toBe("finished");
    expect(local.logged.join()).toContain('"bulletin":"broken"');
    expect(await getLastTick(local.pipeline.table)).toBeUndefined();
  });

  it("works on what it can read, names each item that it cannot read, and then counts as silent", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const { table } = local.pipeline;
    const { edition, batches } = await anAddressedEdition(local, colleagues(20));
    await sendBatch(
      local.pipeline,
      { edition: edition.id, batch: batches[0]?.id ?? "" },
      () => false,
    );
    await putItem(table, {
      PK: "BULLETIN#odd",
      SK: "BULLETIN",
      due: "BULLETIN",
      dueAt: "2020-01-01T00:00:00.000Z",
    });
    await putItem(table, {
      PK: "EDITION#odd",
      SK: "EDITION",
      due: "EDITION",
      dueAt: "2020-01-01T00:00:00.000Z",
    });
    const minutely = aBulletin({ id: "minutely", schedule: { cron: "* * * * *" }, zone: "UTC" });
    await putBulletin(table, minutely, new Date(Date.now() - 120_000), aDecision());
    await expect(runClock(local.pipeline, local.template)).rejects.toThrow();
    expect((await getEdition(table, edition.id))?.status).toBe("finished");
    expect((await allEditions(table, "minutely")).length).toBeGreaterThan(0);
    for (const key of ["BULLETIN#odd", "EDITION#odd"])
      expect(local.logged.join()).toContain(`"clock-failed","key":"${key}"`);
    expect(await getLastTick(table)).toBeUndefined();
  });

  it("takes people with a stored message id as accepted, though the worker died before it recorded them", async () => {
    const local = await aPipeline({ limits: { graceMs: 200 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(6), {
      uncertain: "resend",
    });
    const batch = batches[0]?.id ?? "";
    const { table } = local.pipeline;
    const lease = { owner: "dead", until: Date.now() + 100 };
    await takeLease(table, edition.id, batch, {
      extent: { size: 6, through: 6 },
      lease,
      now: Date.now(),
    });
    await recordAndClaim(table, edition.id, batch, {
      found: { claimed: [0, 1, 2, 3, 4, 5], accepted: [0] },
      lease,
      claimedAt: Date.now(),
    });
    await addFacts(table, edition.id, batch, { evident: [0] });
    await keepMessages(
      table,
      edition.id,
      batch,
      new Map([1, 2, 3, 4].map(position => [position, { messageId: `m${position}`, at: 1 }])),
    );
    await until("all are accepted but the one without a message id", async () => {
      await tickWhileListening(local.pipeline, edition.id);
      const { accepted, pending, uncertain } = await readAccount(local.pipeline, edition.id);
      return accepted === 5 && pending === 1 && uncertain === 0;
    });
  });

  it("sends once more, not twice, to people in doubt when two clocks find them", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(2));
    const batch = batches[0]?.id ?? "";
    const { table } = local.pipeline;
    const claim = async (owner: string, claimedAt: number) => {
      await takeLease(table, edition.id, batch, {
        extent: { size: 2, through: 2 },
        lease: { owner, until: claimedAt + 1 },
        now: claimedAt,
      });
      await recordAndClaim(table, edition.id, batch, {
        found: { claimed: [0, 1] },
        lease: { owner, until: 0 },
        claimedAt,
      });
      return getProgress(table, edition.id, batch);
    };
    const seenByBoth = await claim("first", 1_000);
    const doubt = { uncertain: [0, 1], rejected: [] };
    expect(
      await releaseAgain(table, edition.id, batch, {
        decided: doubt,
        seen: seenByBoth,
        now: 5_000,
      }),
    ).toBe(true);
    await claim("second", 6_000);
    expect(
      await releaseAgain(table, edition.id, batch, {
        decided: doubt,
        seen: seenByBoth,
        now: 9_000,
      }),
    ).toBe(false);
  });
});
