import { describe, expect, it } from "vitest";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { isSettled } from "../../../functions/core/ledger/account.ts";
import { redriveEdition } from "../../../functions/steps/clock/redrive-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { countUnlisted, restoreListed } from "../../../functions/steps/people/restore-listed.ts";
import { unsubscribe } from "../../../functions/steps/people/unsubscribe.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import {
  endLease,
  getProgress,
  takeLease,
} from "../../../functions/store/ledger/batch-progress.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies, fillList, never } from "../an-edition.ts";

const current = async ({ pipeline }: TestPipeline, { id }: Edition) =>
  (await getEdition(pipeline.table, id)) as Edition;

/** An edition for four people that was sent to the two of them who were on its list when it was their turn, and is finished. */
async function aHalfListedEdition(local: TestPipeline) {
  const { edition, batches } = await anAddressedEdition(local, colleagues(4), { lists: ["own"] });
  await fillList(local, "own", colleagues(2));
  const batch = batches[0]?.id ?? "";
  await sendBatch(local.pipeline, { edition: edition.id, batch }, never);
  await redriveEdition(local.pipeline, edition);
  const finished = await current(local, edition);
  expect(finished.status).toBe("finished");
  return { edition: finished, batch, subscribers: batches[0]?.subscribers ?? [] };
}

describe("people who were passed over because they were not on the list", () => {
  it("are sent to once the list names them again, and nobody is sent to twice", async () => {
    const local = await aPipeline();
    const { edition, batch } = await aHalfListedEdition(local);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 4,
      accepted: 2,
      suppressed: 2,
    });
    expect(await countUnlisted(local.pipeline, edition)).toBe(2);
    expect(await restoreListed(local.pipeline, edition)).toEqual({ people: 0, isBusy: false });
    expect((await current(local, edition)).status).toBe("finished");

    await fillList(local, "own", colleagues(4));
    expect(await restoreListed(local.pipeline, edition)).toEqual({ people: 2, isBusy: false });
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 4,
      accepted: 2,
      suppressed: 0,
      pending: 2,
    });
    const reopened = await current(local, edition);
    expect([reopened.status, reopened.settled]).toEqual(["sending", undefined]);
    await sendBatch(local.pipeline, { edition: edition.id, batch }, never);
    expect(isSettled(await readAccount(local.pipeline, edition.id))).toBe(true);
    expect([...copies(local).entries()].sort()).toEqual(
      colleagues(4).map(({ email }) => [email, 1]),
    );
  });

  it("stay out if they have left the bulletin since", async () => {
    const local = await aPipeline();
    const { edition, subscribers } = await aHalfListedEdition(local);
    await unsubscribe(
      local.pipeline,
      { edition: edition.id, subscriber: subscribers[3] ?? "" },
      ann,
    );
    expect(await countUnlisted(local.pipeline, edition)).toBe(1);
    await fillList(local, "own", colleagues(4));
    expect(await restoreListed(local.pipeline, edition)).toEqual({ people: 1, isBusy: false });
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 4,
      suppressed: 1,
      pending: 1,
    });
    expect(await countUnlisted(local.pipeline, edition)).toBe(0);
  });

  it("wait while a worker has their batch, unless its lease is known to be dead", async () => {
    const local = await aPipeline();
    const { edition, batch } = await aHalfListedEdition(local);
    await fillList(local, "own", colleagues(4));
    const until = local.pipeline.now() + 3_600_000;
    const { table } = local.pipeline;
    await takeLease(table, edition.id, batch, {
      extent: { size: 4, through: 4 },
      lease: { owner: "w", until },
      now: local.pipeline.now(),
    });
    expect(await restoreListed(local.pipeline, edition)).toEqual({ people: 0, isBusy: true });
    expect((await getProgress(table, edition.id, batch)).suppressed).toEqual(new Set([2, 3]));
    expect(await restoreListed(local.pipeline, edition, true)).toEqual({
      people: 2,
      isBusy: false,
    });
    await endLease(table, edition.id, batch, until);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 2,
      pending: 2,
    });
  });
});
