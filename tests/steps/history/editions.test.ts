import { describe, expect, it } from "vitest";
import { type Actor, clockBy } from "../../../functions/core/access/actor.ts";
import { editionSubject, entrySubject } from "../../../functions/core/access/history-item.ts";
import type { Edition } from "../../../functions/core/bulletins/edition.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { watchReturns } from "../../../functions/steps/clock/watch-returns.ts";
import { assumeDelivered } from "../../../functions/steps/control/assume-delivered.ts";
import { resumeWork } from "../../../functions/steps/control/resume-edition.ts";
import { sendAgain } from "../../../functions/steps/control/send-again.ts";
import { stopEdition } from "../../../functions/steps/control/stop-edition.ts";
import { composeEdition } from "../../../functions/steps/editions/compose-edition.ts";
import { draftEdition } from "../../../functions/steps/editions/draft-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { putBulletin } from "../../../functions/store/bulletins/bulletins.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { addEntry, getEntry } from "../../../functions/store/bulletins/entries.ts";
import { addFacts, getProgress } from "../../../functions/store/ledger/batch-progress.ts";
import { aBulletin, aDecision, anEntry, ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import { allEditions } from "../../stored-lists.ts";
import {
  aComposedEdition,
  anAddressedEdition,
  colleagues,
  never,
  slot,
  tickWhileListening,
} from "../an-edition.ts";
import { historyOf, withoutTransactions } from "./of-a-step.ts";

const ofEdition = ({ pipeline }: TestPipeline, { id }: Pick<Edition, "id">) =>
  historyOf(pipeline, editionSubject(id));

/** A step that decides: it writes one item and its change, or neither if it fails or repeats. */
async function isOneDecision(
  local: TestPipeline,
  edition: Edition,
  {
    what,
    changes,
    step,
  }: {
    what: string;
    changes?: object;
    step: (pipeline: Pipeline, edition: Edition, by: Actor) => Promise<unknown>;
  },
) {
  const before = await ofEdition(local, edition);
  const stored = await getEdition(local.pipeline.table, edition.id);
  await expect(step(withoutTransactions(local.pipeline), edition, ann)).rejects.toThrow(
    "no transactions",
  );
  expect(await getEdition(local.pipeline.table, edition.id)).toEqual(stored);
  expect(await ofEdition(local, edition)).toEqual(before);
  await step(local.pipeline, edition, ann);
  const item = { by: ann, what, ...(changes && { changes }) };
  expect(await ofEdition(local, edition)).toEqual([...before, item]);
  await step(local.pipeline, edition, ann);
  expect(await ofEdition(local, edition)).toEqual([...before, item]);
}

describe("the history of an edition", () => {
  it("says who opened it with which hash, and that it was composed", async () => {
    const local = await aPipeline();
    const { pipeline, template } = local;
    const bulletin = aBulletin();
    await putBulletin(pipeline.table, bulletin, new Date(0), aDecision());
    await addEntry(pipeline.table, anEntry(), aDecision());
    const draft = await draftEdition(pipeline, template, bulletin, slot);
    if (draft.kind !== "draft") throw new Error(draft.kind);
    const composing = {
      bulletin,
      slot,
      by: ann,
      approval: {
        hash: draft.hash,
        by: "person:ann",
        name: "Ann",
        at: slot.toISOString(),
        people: 3,
      },
    };
    await expect(
      composeEdition(withoutTransactions(pipeline), template, composing),
    ).rejects.toThrow("no transactions");
    expect(await allEditions(pipeline.table, bulletin.id)).toEqual([]);

    const results = await Promise.all([
      composeEdition(pipeline, template, composing),
      composeEdition(pipeline, template, composing),
    ]);
    const [result] = results;
    if (result?.kind !== "composed") throw new Error(result?.kind);
    expect(await ofEdition(local, result.edition)).toEqual([
      { by: ann, what: "edition-opened", hash: draft.hash },
      { by: ann, what: "edition-composed", hash: draft.hash },
    ]);
  });

  it("says that the schedule opened it", async () => {
    const local = await aPipeline();
    const bulletin = aBulletin({ schedule: { cron: "* * * * *" }, zone: "Europe/London" });
    await putBulletin(local.pipeline.table, bulletin, new Date(Date.now() - 120_000), aDecision());
    await addEntry(local.pipeline.table, anEntry(), aDecision());
    await runClock(local.pipeline, local.template);
    const editions = await allEditions(local.pipeline.table, bulletin.id);
    const edition = editions.find(({ status }) => status !== "empty");
    if (!edition) throw new Error("no edition");
    expect(await ofEdition(local, edition)).toEqual([
      { by: clockBy("due"), what: "edition-opened" },
      { by: clockBy("due"), what: "edition-composed", hash: edition.hash },
    ]);
  });

  it("says by which rule it was held, instead of composed", async () => {
    const local = await aPipeline();
    const { pipeline, template } = local;
    const bulletin = aBulletin({ signatories: [] });
    await putBulletin(pipeline.table, bulletin, new Date(0), aDecision());
    await addEntry(pipeline.table, anEntry(), aDecision());
    const result = await composeEdition(pipeline, template, { bulletin, slot, by: ann });
    if (result.kind !== "held") throw new Error(result.kind);
    expect(await ofEdition(local, result.edition)).toEqual([
      { by: ann, what: "edition-opened" },
      {
        by: clockBy("unfit"),
        what: "edition-held",
        changes: { reason: { after: result.reason } },
      },
    ]);
  });

  it("says who paused, resumed and stopped it, and that its entries became drafts", async () => {
    const local = await aPipeline();
    const { pipeline, template } = local;
    const composed = await aComposedEdition(local);
    if (composed.status !== "addressing") throw new Error(composed.status);
    await isOneDecision(local, composed, {
      what: "edition-held",
      changes: { reason: { after: { code: "paused" } } },
      step: (pipeline, edition, by) =>
        holdEdition(pipeline, { id: edition.id, status: "addressing" }, { code: "paused" }, by),
    });
    const held = (await getEdition(pipeline.table, composed.id)) ?? composed;
    await isOneDecision(local, held, {
      what: "edition-resumed",
      step: (pipeline, edition, by) => resumeWork(pipeline, template, edition, by),
    });
    await isOneDecision(local, composed, {
      what: "edition-stopped",
      changes: { reason: { after: { code: "stopped", words: "Wrong date." } } },
      step: (pipeline, edition, by) => stopEdition(pipeline, edition.id, "Wrong date.", by),
    });
    const [entry = ""] = composed.entries;
    expect(await historyOf(pipeline, entrySubject(composed.bulletin, entry))).toEqual([
      {
        by: ann,
        what: "entry-returned",
        changes: { status: { before: "ready", after: "draft" } },
      },
    ]);
    expect(await getEntry(pipeline.table, composed.bulletin, entry)).toMatchObject({
      status: "draft",
    });
  });

  it("says by which rule too many bounces held it", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(3), {
      breaker: { bouncePercent: 0, complaintPercent: 0, after: 1 },
    });
    const batch = batches[0]?.id ?? "";
    await sendBatch(local.pipeline, { edition: edition.id, batch }, never);
    await addFacts(local.pipeline.table, edition.id, batch, { bounced: [0] });
    const before = await ofEdition(local, edition);
    await watchReturns(local.pipeline, edition);
    const { reason, status } = (await getEdition(local.pipeline.table, edition.id)) ?? edition;
    expect(status).toBe("held");
    expect(await ofEdition(local, edition)).toEqual([
      ...before,
      { by: clockBy("breaker"), what: "edition-held", changes: { reason: { after: reason } } },
    ]);
  });

  it.each([
    ["account", { accountPaused: true } as const],
    ["refusals", { refuse: true } as const],
    ["uncertain", { resetBeforeAccept: { count: 2 } } as const],
  ] as const)("says that the rule “%s” held it", async (rule, faults) => {
    const local = await aPipeline({ limits: { graceMs: 200 } });
    local.ses.faults.set(faults);
    const { edition, batches } = await anAddressedEdition(local, colleagues(25));
    const before = await ofEdition(local, edition);
    await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
    const current = async () => (await getEdition(local.pipeline.table, edition.id)) ?? edition;
    await until("it is held", async () => {
      await tickWhileListening(local.pipeline, edition.id);
      return (await current()).status === "held";
    });
    const { reason } = await current();
    expect(await ofEdition(local, edition)).toEqual([
      ...before,
      { by: clockBy(rule), what: "edition-held", changes: { reason: { after: reason } } },
    ]);
  });

  it("says who decided about the uncertain, and what follows", async () => {
    const local = await aPipeline({ limits: { graceMs: 200 } });
    local.ses.faults.set({ resetBeforeAccept: { count: 2 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(6));
    const batch = batches[0]?.id ?? "";
    await sendBatch(local.pipeline, { edition: edition.id, batch }, never);
    const current = async () => (await getEdition(local.pipeline.table, edition.id)) ?? edition;
    const isHeld = async () => {
      await tickWhileListening(local.pipeline, edition.id);
      return (await current()).status === "held";
    };
    await until("it is held", isHeld);
    const held = await current();
    const before = await ofEdition(local, edition);
    const failing = withoutTransactions(local.pipeline);
    const progress = () => getProgress(local.pipeline.table, edition.id, batch);
    const untouched = await progress();
    await expect(sendAgain(failing, held, ["uncertain"], ann)).rejects.toThrow("no transactions");
    await expect(assumeDelivered(failing, held, ann)).rejects.toThrow("no transactions");
    expect(await progress()).toEqual(untouched);
    expect(await current()).toEqual(held);
    expect(await ofEdition(local, edition)).toEqual(before);

    local.ses.faults.set({ resetBeforeAccept: { count: 2 } });
    await sendAgain(local.pipeline, held, ["uncertain"], ann);
    const again = [
      ...before,
      { by: ann, what: "sent-again", changes: { standings: { after: ["uncertain"] } } },
      { by: ann, what: "edition-resumed" },
    ];
    expect(await ofEdition(local, edition)).toEqual(again);
    // What the page showed before is no longer so.
    expect(await sendAgain(local.pipeline, held, ["uncertain"], ann)).toBe(0);
    expect(await ofEdition(local, edition)).toEqual(again);

    await sendBatch(local.pipeline, { edition: edition.id, batch }, never);
    await until("it is held again", isHeld);
    const heldAgain = await ofEdition(local, edition);
    await assumeDelivered(local.pipeline, await current(), ann);
    await assumeDelivered(local.pipeline, await current(), ann);
    expect(await ofEdition(local, edition)).toEqual([
      ...heldAgain,
      { by: ann, what: "assumed-delivered" },
      { by: ann, what: "edition-resumed" },
    ]);
  });
});
