import { describe, expect, it } from "vitest";
import { assumeDelivered } from "../../../functions/steps/control/assume-delivered.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import {
  addFacts,
  getProgress,
  takeLease,
} from "../../../functions/store/ledger/batch-progress.ts";
import { assume, releaseAgain } from "../../../functions/store/ledger/decisions.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import {
  anAddressedEdition,
  colleagues,
  copies,
  never,
  tickWhileListening,
} from "../an-edition.ts";

/** An edition that is held because SES gave no answer for two of its people. */
async function aHeldEdition(local: TestPipeline, people = 6) {
  local.ses.faults.set({ resetBeforeAccept: { count: 2 } });
  const { edition, batches } = await anAddressedEdition(local, colleagues(people), {
    uncertain: "hold",
  });
  const batch = batches[0]?.id ?? "";
  await sendBatch(local.pipeline, { edition: edition.id, batch }, never);
  const current = async () => (await getEdition(local.pipeline.table, edition.id)) ?? edition;
  await until("it is held", async () => {
    await tickWhileListening(local.pipeline, edition.id);
    return (await current()).status === "held";
  });
  return { id: edition.id, batch, current };
}

describe("counting the uncertain as delivered", () => {
  it("lets the edition finish, with nobody sent to again", async () => {
    const local = await aPipeline({ limits: { graceMs: 200 } });
    const { id, current } = await aHeldEdition(local);
    expect(await assumeDelivered(local.pipeline, await current(), ann)).toBe(2);
    expect((await current()).status).toBe("finished");
    expect(await readAccount(local.pipeline, id)).toMatchObject({
      audience: 6,
      accepted: 6,
      assumed: 2,
      uncertain: 0,
    });
    expect(await assumeDelivered(local.pipeline, await current(), ann)).toBe(0);
    expect(copies(local).size).toBe(4);
  });

  it("no longer counts as assumed once an event proves it", async () => {
    const local = await aPipeline({ limits: { graceMs: 200 } });
    const { id, batch, current } = await aHeldEdition(local);
    await assumeDelivered(local.pipeline, await current(), ann);
    const [position = 0] = (await getProgress(local.pipeline.table, id, batch)).assumed;
    await addFacts(local.pipeline.table, id, batch, { delivered: [position] });
    expect(await readAccount(local.pipeline, id)).toMatchObject({ accepted: 6, assumed: 1 });
  });

  it("keeps an edition held while people are pending: the person who resumes it decides about them", async () => {
    const local = await aPipeline({ limits: { graceMs: 200 } });
    local.ses.faults.set({ resetBeforeAccept: { count: 2 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(60));
    await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
    await changeEdition(
      local.pipeline.table,
      { id: edition.id, status: "sending" },
      { kind: "hold", history: aDecision(), reason: { code: "paused" } },
    );
    const held = await getEdition(local.pipeline.table, edition.id);
    if (!held) throw new Error("the edition is gone");
    expect(await assumeDelivered(local.pipeline, held, ann)).toBe(2);
    expect((await getEdition(local.pipeline.table, edition.id))?.status).toBe("held");
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 50,
      assumed: 2,
      pending: 10,
    });
  });

  it("is refused while a worker has the batch, and for people released in between", async () => {
    const local = await aPipeline({ limits: { graceMs: 200 } });
    const { id, batch } = await aHeldEdition(local);
    const { table } = local.pipeline;
    const seen = await getProgress(table, id, batch);
    const uncertain = [...seen.claimed].filter(position => !seen.accepted.has(position));
    await takeLease(table, id, batch, {
      extent: { size: 6, through: 6 },
      lease: { owner: "w", until: Date.now() + 60_000 },
      now: Date.now(),
    });
    expect(
      await assume(
        table,
        { edition: id, batch: batch, uncertain: uncertain, seen: seen, now: Date.now() },
        undefined,
      ),
    ).toBe(false);
    const later = Date.now() + 61_000;
    await releaseAgain(table, id, batch, {
      decided: { uncertain: uncertain.slice(0, 1), rejected: [] },
      seen: await getProgress(table, id, batch),
      now: later,
    });
    expect(
      await assume(
        table,
        { edition: id, batch: batch, uncertain: uncertain, seen: seen, now: later },
        undefined,
      ),
    ).toBe(false);
    expect(
      await assume(
        table,
        { edition: id, batch: batch, uncertain: uncertain.slice(1), seen: seen, now: later },
        undefined,
      ),
    ).toBe(true);
  });

  it("does nothing while the edition is being sent: SES's events may still come", async () => {
    const local = await aPipeline();
    local.ses.faults.set({ resetBeforeAccept: { count: 1 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(2));
    await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
    expect(await assumeDelivered(local.pipeline, edition, ann)).toBe(0);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      uncertain: 1,
      assumed: 0,
    });
  });
});
