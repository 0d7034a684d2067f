import { describe, expect, it } from "vitest";
import { mayBeSentAgain } from "../../../functions/core/bulletins/status.ts";
import { endLedgers } from "../../../functions/steps/clock/end-ledgers.ts";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { sendAgain } from "../../../functions/steps/control/send-again.ts";
import { addressAgain } from "../../../functions/steps/editions/address-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { findCopy } from "../../../functions/steps/ledger/find-copy.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { watchEvents } from "../../../functions/steps/notices/watch-events.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { addFacts, getProgress } from "../../../functions/store/ledger/batch-progress.ts";
import { listLedgerKeys } from "../../../functions/store/ledger/old-ledgers.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, never } from "../an-edition.ts";

const dayMs = 86_400_000;

/** An edition that is finished, with an event for everyone. */
async function aFinishedEdition(keepDays?: number) {
  const local = await aPipeline();
  local.ses.faults.set({ refuse: { count: 1 } });
  const { edition, batches } = await anAddressedEdition(local, colleagues(60), { keepDays });
  const { pipeline } = local;
  for (const { id } of batches) {
    await sendBatch(pipeline, { edition: edition.id, batch: id }, never);
    // Whose letter SES takes first, and refuses, depends on the machine.
    const { accepted } = await getProgress(pipeline.table, edition.id, id);
    await addFacts(pipeline.table, edition.id, id, { delivered: [...accepted] });
  }
  const current = async () => (await getEdition(pipeline.table, edition.id)) ?? edition;
  await redriveEdition(pipeline, await current());
  await watchEvents(pipeline);
  const rows = () => Array.fromAsync(listLedgerKeys(pipeline.table, edition.id));
  const daysLater = (days: number) => ({ ...pipeline, now: () => pipeline.now() + days * dayMs });
  return { local, id: edition.id, current, rows, daysLater };
}

describe("the ledger of an edition that is over", () => {
  it("ends after the bulletin's time, and its figures stay", async () => {
    const { local, id, current, rows, daysLater } = await aFinishedEdition(40);
    const account = await readAccount(local.pipeline, id);
    await endLedgers(daysLater(39));
    expect((await rows()).length).toBeGreaterThan(4);
    await endLedgers(daysLater(41));
    expect(await rows()).toEqual([]);
    expect(account).toMatchObject({ audience: 60, accepted: 59, rejected: 1 });
    expect(await readAccount(local.pipeline, id)).toEqual(account);
    const edition = await current();
    expect(mayBeSentAgain(edition)).toBe(false);
    expect(await sendAgain(local.pipeline, edition, ["rejected"], ann)).toBe(0);
    // Without a ledger, everyone on the lists would be new.
    expect(await addressAgain(local.pipeline, edition, "2")).toBe(false);
    expect(await findCopy(local.pipeline, edition, "p3@example.org")).toMatchObject({
      kind: "not-on-edition",
    });
    const logged = local.logged.length;
    await endLedgers(daysLater(90));
    expect(local.logged.length).toBe(logged);
  });

  it("ends two years later if the bulletin says nothing", async () => {
    const { rows, daysLater } = await aFinishedEdition();
    await endLedgers(daysLater(729));
    expect((await rows()).length).toBeGreaterThan(4);
    await endLedgers(daysLater(731));
    expect(await rows()).toEqual([]);
  });

  it("is ended over several ticks, and loses no figure if one is killed", async () => {
    const { local, id, rows, daysLater } = await aFinishedEdition(30);
    const account = await readAccount(local.pipeline, id);
    const all = (await rows()).length;
    await endLedgers(daysLater(31), 2);
    expect((await rows()).length).toBe(all - 2);
    expect(await readAccount(local.pipeline, id)).toEqual(account);
    await endLedgers(daysLater(31));
    expect(await rows()).toEqual([]);
    expect(await readAccount(local.pipeline, id)).toEqual(account);
  });

  it("is whole as long as the edition is under way, however long ago it began", async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, colleagues(3), { keepDays: 30 });
    await holdEdition(
      local.pipeline,
      { id: edition.id, status: "sending" },
      { code: "paused" },
      ann,
    );
    const later = { ...local.pipeline, now: () => local.pipeline.now() + 4_000 * dayMs };
    await watchEvents(later);
    await endLedgers(later);
    expect(await readAccount(later, edition.id)).toMatchObject({ audience: 3, pending: 3 });
    expect(await Array.fromAsync(listLedgerKeys(later.table, edition.id))).not.toEqual([]);
  });
});
