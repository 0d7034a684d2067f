import { describe, expect, it } from "vitest";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { sendAgain } from "../../../functions/steps/control/send-again.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { getProgress, takeLease } from "../../../functions/store/ledger/batch-progress.ts";
import { releaseAgain } from "../../../functions/store/ledger/decisions.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import {
  anAddressedEdition,
  colleagues,
  copies,
  never,
  tickWhileListening,
} from "../an-edition.ts";

/** The edition after its one batch was sent, once the clock has looked at it as often as it takes. */
async function sentOnce(local: TestPipeline, people: number, status: "held" | "finished") {
  const { edition, batches } = await anAddressedEdition(local, colleagues(people), {
    uncertain: "hold",
  });
  const batch = batches[0]?.id ?? "";
  await sendBatch(local.pipeline, { edition: edition.id, batch }, never);
  const current = async (): Promise<Edition> =>
    (await getEdition(local.pipeline.table, edition.id)) ?? edition;
  await until(`it is ${status}`, async () => {
    await tickWhileListening(local.pipeline, edition.id);
    return (await current()).status === status;
  });
  return { id: edition.id, batch, current };
}

describe("sending again", () => {
  it("sends one more copy to the uncertain only, notes that, and goes on", async () => {
    const local = await aPipeline({ limits: { graceMs: 200 } });
    local.ses.faults.set({ resetBeforeAccept: { count: 4 } });
    const { id, batch, current } = await sentOnce(local, 12, "held");
    expect(await sendAgain(local.pipeline, await current(), ["uncertain"], ann)).toBe(4);
    local.start();
    await until(
      "all are accepted",
      async () => (await readAccount(local.pipeline, id)).accepted === 12,
    );
    expect([...copies(local).values()]).toEqual(Array(12).fill(1));
    expect((await getProgress(local.pipeline.table, id, batch)).released.size).toBe(4);
    expect(await readAccount(local.pipeline, id)).toMatchObject({ resent: 4 });
  });

  it("sends one more copy to just the rejected of a finished edition, and finishes it again", async () => {
    const local = await aPipeline();
    local.ses.faults.set({ refuse: { count: 3 } });
    const { id, batch, current } = await sentOnce(local, 12, "finished");
    expect(await readAccount(local.pipeline, id)).toMatchObject({ accepted: 9, rejected: 3 });
    // Before the triggers begin: a message that comes again may hold the batch for a moment.
    expect(await sendAgain(local.pipeline, await current(), ["rejected"], ann)).toBe(3);
    local.start();
    await until(
      "all are accepted",
      async () => (await readAccount(local.pipeline, id)).accepted === 12,
    );
    expect([...copies(local).values()]).toEqual(Array(12).fill(1));
    // They had no copy, so nobody may have two.
    expect((await getProgress(local.pipeline.table, id, batch)).released.size).toBe(0);
    await until("it is finished", async () => {
      await redriveEdition(local.pipeline, await current());
      return (await current()).status === "finished";
    });
  });

  it("counts people sent to twice in doubt as resent, before the third copy is out", async () => {
    const local = await aPipeline({ eventsAreCertain: false, limits: { graceMs: 200 } });
    local.ses.faults.set({ resetBeforeAccept: { count: 4 } });
    const { id, batch, current } = await sentOnce(local, 2, "held");
    expect(await sendAgain(local.pipeline, await current(), ["uncertain"], ann)).toBe(2);
    expect(await readAccount(local.pipeline, id)).toMatchObject({ pending: 2, resent: 0 });
    await sendBatch(local.pipeline, { edition: id, batch }, never);
    expect(await readAccount(local.pipeline, id)).toMatchObject({ uncertain: 2, resent: 2 });
    await changeEdition(
      local.pipeline.table,
      { id, status: "sending" },
      { kind: "hold", history: aDecision(), reason: { code: "paused" } },
    );
    expect(await sendAgain(local.pipeline, await current(), ["uncertain"], ann)).toBe(2);
    expect(await readAccount(local.pipeline, id)).toMatchObject({ pending: 2, resent: 2 });
  });

  it("leaves everyone else alone", async () => {
    const local = await aPipeline({ limits: { graceMs: 200 } });
    local.ses.faults.set({ refuse: { count: 2 }, resetBeforeAccept: { count: 2 } });
    const { id, current } = await sentOnce(local, 8, "held");
    await sendAgain(local.pipeline, await current(), ["rejected"], ann);
    local.start();
    await until(
      "the rejected are accepted",
      async () => (await readAccount(local.pipeline, id)).accepted === 6,
    );
    expect(await readAccount(local.pipeline, id)).toMatchObject({
      accepted: 6,
      uncertain: 2,
      rejected: 0,
    });
  });

  it("sends exactly one more copy when two approvers ask at once, and one asks again", async () => {
    const local = await aPipeline();
    local.ses.faults.set({ refuse: { count: 3 } });
    const { id, current } = await sentOnce(local, 9, "finished");
    const finished = await current();
    local.start();
    const ask = () => sendAgain(local.pipeline, finished, ["rejected"], ann);
    const asked = await Promise.all([ask(), ask()]);
    // A message of the first sending that comes again may hold the batch: then nobody is released.
    await until("a decision counts", async () => Math.max(...asked, await ask()) > 0);
    await ask();
    await until(
      "all are accepted",
      async () => (await readAccount(local.pipeline, id)).accepted === 9,
    );
    expect([...copies(local).values()]).toEqual(Array(9).fill(1));
  });

  it("does nothing for an edition that is being sent, or was stopped", async () => {
    const local = await aPipeline();
    local.ses.faults.set({ refuse: { count: 1 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(2));
    await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
    expect(await sendAgain(local.pipeline, edition, ["uncertain", "rejected"], ann)).toBe(0);
    await changeEdition(
      local.pipeline.table,
      { id: edition.id, status: "sending" },
      { kind: "stop", history: aDecision(), reason: { code: "stopped", words: "No." } },
    );
    expect(
      await sendAgain(
        local.pipeline,
        { ...edition, status: "stopped" },
        ["uncertain", "rejected"],
        ann,
      ),
    ).toBe(0);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({ rejected: 1 });
  });
});

describe("releasing people of a batch", () => {
  it("is refused while a worker has the batch, or if one has claimed it since it was read", async () => {
    const local = await aPipeline();
    local.ses.faults.set({ refuse: { count: 1 } });
    const { id, batch } = await sentOnce(local, 2, "finished");
    const { table } = local.pipeline;
    const seen = await getProgress(table, id, batch);
    const decided = { uncertain: [], rejected: [...seen.rejected] };
    const older = { ...seen, claimedAt: seen.claimedAt - 1 };
    expect(await releaseAgain(table, id, batch, { decided, seen: older, now: Date.now() })).toBe(
      false,
    );
    await takeLease(table, id, batch, {
      extent: { size: 6, through: 6 },
      lease: { owner: "w", until: Date.now() + 60_000 },
      now: Date.now(),
    });
    expect(await releaseAgain(table, id, batch, { decided, seen, now: Date.now() })).toBe(false);
    expect(await getProgress(table, id, batch)).toMatchObject({
      rejected: seen.rejected,
      claimed: seen.claimed,
    });
    expect(await releaseAgain(table, id, batch, { decided, seen, now: Date.now() + 61_000 })).toBe(
      true,
    );
  });
});
