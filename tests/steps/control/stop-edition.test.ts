import { describe, expect, it } from "vitest";
import type { Entry } from "../../../functions/core/bulletins/entry.ts";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { resumeWork } from "../../../functions/steps/control/resume-edition.ts";
import { stopEdition } from "../../../functions/steps/control/stop-edition.ts";
import { addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { holdEdition } from "../../../functions/steps/editions/hold-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { changeEdition } from "../../../functions/store/bulletins/change-edition.ts";
import { listUnfinishedEditions } from "../../../functions/store/bulletins/due-editions.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { getEntry } from "../../../functions/store/bulletins/entries.ts";
import { putItem, updateItem } from "../../../functions/store/table.ts";
import { aDecision, ann } from "../../examples/builders.ts";
import { aPipeline, until } from "../../local-pipeline.ts";
import {
  aComposedEdition,
  anAddressedEdition,
  colleagues,
  copies,
  fillList,
  never,
} from "../an-edition.ts";

describe("stopping an edition permanently", () => {
  it("mails nobody else though a worker is at work, and counts the rest as pending", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 40 } });
    const { edition } = await anAddressedEdition(local, colleagues(300));
    await local.pipeline.enqueue.sendBatch([]);
    local.start();
    await runClock(local.pipeline, local.template);
    await until("some have it", () => local.ses.outbox.size() > 10);
    expect(
      await stopEdition(
        local.pipeline,
        edition.id,
        "The date is wrong; tell ann@example.org.",
        ann,
      ),
    ).toBe("stopped");
    const account = () => readAccount(local.pipeline, edition.id);
    let before = -1;
    await until("what was claimed is done", async () => {
      const { accepted } = await account();
      const still = accepted === before;
      before = accepted;
      await new Promise(resolve => setTimeout(resolve, 1_500));
      return still;
    });
    const { accepted, pending, uncertain, audience } = await account();
    expect({ audience, uncertain, sum: accepted + pending }).toEqual({
      audience: 300,
      uncertain: 0,
      sum: 300,
    });
    expect(accepted).toBeLessThan(300);
    expect(copies(local).size).toBe(accepted);
    const stopped = await getEdition(local.pipeline.table, edition.id);
    expect(stopped).toMatchObject({
      status: "stopped",
      reason: { code: "stopped", words: "The date is wrong; tell (address)" },
    });
    expect(local.logged.join()).not.toContain("ann@example.org");
  });

  it("is one-way: neither the clock, nor resuming, nor a queued message continues the edition", async () => {
    const local = await aPipeline();
    const { edition, batches } = await anAddressedEdition(local, colleagues(3));
    await holdEdition(
      local.pipeline,
      { id: edition.id, status: "sending" },
      { code: "paused" },
      ann,
    );
    const held = await getEdition(local.pipeline.table, edition.id);
    expect(await stopEdition(local.pipeline, edition.id, "No.", ann)).toBe("stopped");
    expect(await stopEdition(local.pipeline, edition.id, "Another reason.", ann)).toBe("stopped");
    if (held) await resumeWork(local.pipeline, local.template, held, ann);
    await runClock(local.pipeline, local.template);
    await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
    expect(local.ses.outbox.size()).toBe(0);
    expect(await listUnfinishedEditions(local.pipeline.table)).toEqual([]);
    expect(await getEdition(local.pipeline.table, edition.id)).toMatchObject({
      status: "stopped",
      reason: { code: "stopped", words: "No." },
      heldFrom: "sending",
    });
  });

  it("ends addressing as well", async () => {
    const local = await aPipeline();
    const edition = await aComposedEdition(local);
    await fillList(local, "staff", colleagues(3));
    await stopEdition(local.pipeline, edition.id, "No.", ann);
    await addressEdition(local.pipeline, { edition: edition.id, round: 0 }, never);
    expect((await getEdition(local.pipeline.table, edition.id))?.status).toBe("stopped");
  });

  it("makes its entries drafts again if it was paused while it was composed", async () => {
    const local = await aPipeline();
    const { table } = local.pipeline;
    const { id, bulletin, entries } = await aComposedEdition(local);
    // The composing process ended after it had bound the entries.
    await updateItem(
      table,
      { PK: `EDITION#${id}`, SK: "EDITION" },
      {
        UpdateExpression: "SET #status = :composing",
        ExpressionAttributeNames: { "#status": "status" },
        values: { ":composing": "composing" },
      },
    );
    await holdEdition(local.pipeline, { id, status: "composing" }, { code: "paused" }, ann);
    expect(await stopEdition(local.pipeline, id, "No.", ann)).toBe("stopped");
    const [entry = ""] = entries;
    const draft = await getEntry(table, bulletin, entry);
    expect(draft).toMatchObject({ status: "draft" });
    expect(draft?.edition).toBeUndefined();
  });

  it("makes its entries drafts again if nobody was mailed, even after an interruption, and otherwise leaves them", async () => {
    const local = await aPipeline();
    const early = await aComposedEdition(local);
    const entryOf = ({ bulletin, entries: [id = ""] }: typeof early) =>
      getEntry(local.pipeline.table, bulletin, id);
    const bound = await entryOf(early);
    expect(bound).toMatchObject({ status: "ready", edition: early.id });
    await changeEdition(
      local.pipeline.table,
      { id: early.id, status: "addressing" },
      { kind: "stop", history: aDecision(), reason: { code: "stopped", words: "No." } },
    );
    expect(await stopEdition(local.pipeline, early.id, "No.", ann)).toBe("stopped");
    const draft = await entryOf(early);
    expect(draft).toMatchObject({ status: "draft", version: (bound?.version ?? 0) + 1 });
    expect(draft?.edition).toBeUndefined();
    const another = { ...bound, edition: "another" } as Entry;
    await putItem(local.pipeline.table, {
      PK: `BULLETIN#${early.bulletin}`,
      SK: `ENTRY#${another.id}`,
      ...another,
    });
    await stopEdition(local.pipeline, early.id, "No.", ann);
    expect(await entryOf(early)).toEqual(another);

    const { edition: late } = await anAddressedEdition(local, colleagues(3), {
      id: "late",
      lists: ["late"],
    });
    await stopEdition(local.pipeline, late.id, "No.", ann);
    expect((await getEdition(local.pipeline.table, late.id))?.status).toBe("stopped");
    for (const id of late.entries)
      expect(await getEntry(local.pipeline.table, late.bulletin, id)).toMatchObject({
        edition: late.id,
      });
  });

  it("does nothing to an edition that is over", async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, colleagues(1));
    const sending = { id: edition.id, status: "sending", rounds: 1 } as const;
    await changeEdition(local.pipeline.table, sending, { kind: "finish" });
    expect(await stopEdition(local.pipeline, edition.id, "No.", ann)).toBe("over");
    expect(await stopEdition(local.pipeline, "none", "No.", ann)).toBe("over");
    expect((await getEdition(local.pipeline.table, edition.id))?.status).toBe("finished");
  });
});
