import { describe, expect, it } from "vitest";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { mostSubmissions } from "../../../functions/core/sending/pace.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { recordFeedback } from "../../../functions/steps/ledger/record-feedback.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import { newTempo } from "../../../functions/steps/pipeline.ts";
import { sendWindows } from "../../../functions/steps/sending/send-windows.ts";
import { takePace } from "../../../functions/steps/sending/take-pace.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { getProgress } from "../../../functions/store/ledger/batch-progress.ts";
import type { Batch } from "../../../functions/store/ledger/batches.ts";
import { getMessages } from "../../../functions/store/ledger/messages.ts";
import { addressHash } from "../../../functions/store/people/subscribers.ts";
import { suppress } from "../../../functions/store/people/suppressions.ts";
import { aSteppedClock } from "../../a-stepped-clock.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import {
  anAddressedEdition,
  colleagues,
  copies,
  fillList,
  letterTo,
  never,
} from "../an-edition.ts";

const send = (local: TestPipeline, edition: Edition, batch: Batch | undefined) =>
  sendWindows(local.pipeline, edition, batch ?? { id: "", subscribers: [], through: 0 }, never);

describe("sending a batch", () => {
  it("gives everyone on it one copy", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(50));
    expect(await send(local, edition, batches[0])).toEqual({ kind: "done" });
    expect([...copies(local).values()]).toEqual(Array(50).fill(1));
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 50,
      accepted: 50,
      pending: 0,
      uncertain: 0,
    });
  });

  it("sends nothing again when the queue delivers the message again", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(30));
    for (let times = 0; times < 3; times++)
      expect(await send(local, edition, batches[0])).toEqual({ kind: "done" });
    expect(local.ses.outbox.size()).toBe(30);
  });

  it("lets one worker at a time have the batch", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(50));
    const others = 4;
    let refused = 0;
    // SES answers the worker that has the batch once the others are gone.
    const areGone = Promise.withResolvers<void>();
    const submit: typeof local.pipeline.submit = async message => {
      await areGone.promise;
      return local.pipeline.submit(message);
    };
    const outcomes = await Promise.all(
      Array.from({ length: others + 1 }, async () => {
        const outcome = await sendWindows(
          { ...local.pipeline, submit },
          edition,
          batches[0] as Batch,
          never,
        );
        if (outcome.kind === "taken" && ++refused === others) areGone.resolve();
        return outcome.kind;
      }),
    );
    expect(outcomes.sort()).toEqual(["done", ...Array(others).fill("taken")]);
    expect([...copies(local).values()]).toEqual(Array(50).fill(1));
  });

  it("writes to each person with their own salutation and links", async () => {
    const local = await aPipeline();
    const people = [
      { email: "anna@example.org", name: "Anna", salutation: "Dear Dr O'Kafor & team" },
      ...colleagues(1),
    ];
    const { edition, batches } = await anAddressedEdition(local, people, {
      salutation: "Dear colleague,",
    });
    await send(local, edition, batches[0]);
    const [anna, other] = [
      await letterTo(local, "anna@example.org"),
      await letterTo(local, "p0@example.org"),
    ];
    expect(anna.text).toContain("Dear Dr O'Kafor & team,");
    expect(anna.html).toContain("Dear Dr O&#39;Kafor &amp; team,");
    expect(other.text).toContain("Dear colleague,");
    const link = /http:\/\/localhost:3000\/unsubscribe\/[\w.-]+/;
    expect(link.exec(anna.text ?? "")?.[0]).not.toBe(link.exec(other.text ?? "")?.[0]);
    expect(anna.headers.get("list")).toMatchObject({
      unsubscribe: { url: link.exec(anna.text ?? "")?.[0] },
    });
  });

  it("names edition, batch and position in the message's tags", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(2));
    await send(local, edition, batches[0]);
    expect(local.ses.outbox.list().map(({ tags }) => tags)).toEqual(
      expect.arrayContaining(
        [0, 1].map(position => ({
          edition: edition.id,
          batch: batches[0]?.id,
          position: String(position),
        })),
      ),
    );
  });

  it("keeps the id that SES gave each message", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(40));
    const began = Date.now();
    await send(local, edition, batches[0]);
    const kept = await getMessages(local.pipeline.table, edition.id, batches[0]?.id ?? "");
    for (const { messageId, tags } of local.ses.outbox.list({ limit: 100 })) {
      const [message, ...others] = kept.get(Number(tags.position)) ?? [];
      expect(others).toEqual([]);
      expect(message?.messageId).toBe(messageId);
      expect(message?.at).toBeGreaterThanOrEqual(began);
    }
    expect(kept.size).toBe(40);
  });

  it("suppresses people who unsubscribed or bounced after the edition was addressed", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(10), {
      lists: ["staff"],
    });
    await unsubscribe(
      local.pipeline,
      {
        edition: edition.id,
        subscriber: batches[0]?.subscribers[3] ?? "",
      },
      ann,
    );
    await suppress(local.pipeline.table, addressHash("p7@example.org", local.pipeline.addressKey), {
      reason: "bounced",
      now: new Date(),
      scope: "everywhere",
    });
    await fillList(local, "staff", colleagues(10));
    await send(local, edition, batches[0]);
    expect([...copies(local).keys()].sort()).toEqual(
      colleagues(10)
        .map(({ email }) => email)
        .filter(email => !/p[37]@/.test(email)),
    );
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 10,
      accepted: 8,
      suppressed: 2,
      pending: 0,
    });
  });

  it("writes to a person who left one list and is still on another", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(4), {
      lists: ["one", "two"],
    });
    await fillList(local, "one", colleagues(2));
    await send(local, edition, batches[0]);
    expect(local.ses.outbox.size()).toBe(4);
  });

  it("rejects an address that SES cannot carry, without asking SES", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, [
      ...colleagues(2),
      { email: "jörg@example.org" },
    ]);
    await send(local, edition, batches[0]);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 2,
      rejected: 1,
      pending: 0,
    });
  });

  it("tries again after SES throttled: those letters were not sent", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(30));
    local.ses.faults.set({ throttle: { count: 12 } });
    expect(await send(local, edition, batches[0])).toEqual({ kind: "done" });
    expect([...copies(local).values()]).toEqual(Array(30).fill(1));
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 30,
      uncertain: 0,
    });
  });

  it("leaves people uncertain if SES gave no answer, until one of its events names them", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(20));
    local.ses.faults.set({
      resetAfterAccept: { count: 3 },
      errorAfterAccept: { count: 2 },
      loseEvents: true,
    });
    await send(local, edition, batches[0]);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 20,
      accepted: 15,
      uncertain: 5,
      pending: 0,
    });
    const events = local.ses.outbox.list({ limit: 100 }).map(({ messageId, tags }) =>
      JSON.stringify({
        eventType: "Send",
        mail: {
          messageId,
          tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
        },
      }),
    );
    expect(await recordFeedback(local.pipeline, [...events, ...events])).toEqual([]);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 20,
      accepted: 20,
      uncertain: 0,
      pending: 0,
    });
    const kept = await getMessages(local.pipeline.table, edition.id, batches[0]?.id ?? "");
    expect(
      [...kept.values()]
        .flat()
        .map(({ messageId }) => messageId)
        .sort(),
    ).toEqual(
      local.ses.outbox
        .list({ limit: 100 })
        .map(({ messageId }) => messageId)
        .sort(),
    );
    await send(local, edition, batches[0]);
    expect([...copies(local).values()]).toEqual(Array(20).fill(1));
  });

  it("rejects permanently only people that SES refuses permanently", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(10));
    local.ses.faults.set({ refuse: { count: 2 } });
    await send(local, edition, batches[0]);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 8,
      rejected: 2,
      pending: 0,
    });
  });

  it("holds the edition when SES refuses for a reason that holds for everyone, and rejects nobody", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(10));
    local.ses.faults.set({ accountPaused: true });
    expect(await send(local, edition, batches[0])).toMatchObject({ kind: "stopped" });
    expect(await getEdition(local.pipeline.table, edition.id)).toMatchObject({
      status: "held",
      heldFrom: "sending",
      reason: {
        code: "ses-refused",
        answer: expect.stringContaining("AccountSendingPausedException"),
      },
    });
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 0,
      rejected: 0,
      uncertain: 0,
      pending: 10,
    });
  });

  it("keeps to SES's rate in any second with several workers, and wastes little of it", async () => {
    const clock = aSteppedClock();
    const local = await aPipeline({ ses: { maxSendRate: 40, now: clock.now } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(100));
    const submitted: number[] = [];
    const pipeline: typeof local.pipeline = {
      ...local.pipeline,
      now: clock.now,
      monotonic: clock.now,
      sleep: clock.sleep,
      submit: message => {
        submitted.push(clock.now());
        return local.pipeline.submit(message);
      },
    };
    const began = clock.now();
    await Promise.all(batches.map(batch => sendWindows(pipeline, edition, batch, never)));
    const inTheSecondFrom = (from: number) =>
      submitted.filter(at => at >= from && at < from + 1_000).length;
    expect(Math.max(...submitted.map(inTheSecondFrom))).toBeLessThanOrEqual(40);
    expect(clock.now() - began).toBeLessThan(3 * (100 / 40) * 1_000);
    expect([...copies(local).values()]).toEqual(Array(100).fill(1));
  });

  it("has no more submissions under way at a time than the process has connections", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(150));
    let [underWay, most] = [0, 0];
    const sent: string[] = [];
    // Not SES: on a busy machine its answers to 150 letters may come too late.
    const submit: typeof local.pipeline.submit = async ({ destination }) => {
      most = Math.max(most, ++underWay);
      await local.pipeline.sleep(200);
      sent.push(destination);
      underWay--;
      return { kind: "accepted", messageId: destination };
    };
    const slow = { ...local, pipeline: { ...local.pipeline, submit } };
    await Promise.all(batches.map(batch => send(slow, edition, batch)));
    expect(most).toBeLessThanOrEqual(mostSubmissions);
    expect([sent.length, new Set(sent).size]).toEqual([150, 150]);
  });

  it("records what SES has answered if the table or SES fails before the next window", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(50));
    let asked = 0;
    const quota: typeof local.pipeline.quota = async () => {
      if (++asked > 2) throw new Error("SES gives no quota");
      return { maxSendRate: 100, max24HourSend: 1_000, remaining: 1_000 };
    };
    const [batch] = batches;
    if (!batch) throw new Error("there is no batch");
    await expect(sendWindows({ ...local.pipeline, quota }, edition, batch, never)).rejects.toThrow(
      "no quota",
    );
    const sent = local.ses.outbox.size();
    expect(sent).toBeGreaterThan(0);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: sent,
      uncertain: 0,
      pending: 50 - sent,
    });
    await send(local, edition, batch);
    expect([...copies(local).values()]).toEqual(Array(50).fill(1));
  });

  it("records what is known, and holds on to the batch, before it waits long for its places", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(50));
    const [batch] = batches;
    if (!batch) throw new Error("there is no batch");
    const quota = async () => ({ maxSendRate: 20, max24HourSend: 1_000, remaining: 1_000 });
    const other = { ...local.pipeline, quota, tempo: newTempo() };
    // Once the first window is out, another worker takes the next seconds.
    let taken = false;
    const submit: typeof local.pipeline.submit = async message => {
      const outcome = await local.pipeline.submit(message);
      if (!taken && local.ses.outbox.size() > 20) {
        taken = true;
        await takePace(other, 40, 20_000);
      }
      return outcome;
    };
    let waits = 0;
    const sleep: typeof local.pipeline.sleep = async milliseconds => {
      if (milliseconds > 800 && taken) {
        const progress = await getProgress(local.pipeline.table, edition.id, batch.id);
        expect(progress.accepted.size).toBe(local.ses.outbox.size());
        expect(progress.leaseUntil).toBeGreaterThan(
          Date.now() + milliseconds + local.pipeline.limits.submitTimeoutMs,
        );
        waits++;
      }
      await local.pipeline.sleep(milliseconds);
    };
    expect(
      await sendWindows({ ...local.pipeline, quota, submit, sleep }, edition, batch, never),
    ).toEqual({ kind: "done" });
    expect(waits).toBeGreaterThan(0);
  });

  it("does not submit a window that the table has kept waiting beyond its places, unless the process is busy", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 40 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(25));
    const submitted: number[] = [];
    let delays = 0;
    const submit: typeof local.pipeline.submit = message => {
      submitted.push(Date.now());
      return local.pipeline.submit(message);
    };
    // The claim is the second write to the progress item.
    local.pipeline.table.client.middlewareStack.add(
      (next, context) => async args => {
        const update = (args.input as { UpdateExpression?: string }).UpdateExpression ?? "";
        if (
          context.commandName === "UpdateItemCommand" &&
          update.includes("claimed :claimed") &&
          delays++ === 0
        )
          await local.pipeline.sleep(500);
        return next(args);
      },
      { step: "initialize" },
    );
    const [batch] = batches;
    if (!batch) throw new Error("there is no batch");
    expect(await sendWindows({ ...local.pipeline, submit }, edition, batch, never)).toEqual({
      kind: "done",
    });
    expect(delays).toBe(2);
    expect(submitted).toHaveLength(25);
    expect([...copies(local).values()]).toEqual(Array(25).fill(1));
  });
});
