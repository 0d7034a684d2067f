import { describe, expect, it } from "vitest";
import { readAccount } from "../../functions/steps/read-account.ts";
import { redriveEdition } from "../../functions/steps/redrive-edition.ts";
import { resendUncertain } from "../../functions/steps/resend-uncertain.ts";
import { sendLane } from "../../functions/steps/send-lane.ts";
import { getEdition } from "../../functions/store/editions.ts";
import { getProgress } from "../../functions/store/progress.ts";
import { aPipeline, until } from "../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies, never } from "./an-edition.ts";

describe("sending again to the uncertain", () => {
  it("gives those alone one more, notes that it did, and goes on", async () => {
    const local = await aPipeline({ limits: { grace: 200 } });
    local.ses.faults.set({ resetBeforeAccept: { count: 4 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(12), { uncertain: "hold" });
    const batch = batches[0]?.id ?? "";
    await sendLane(local.pipeline, { edition: edition.id, batch }, never);
    await until("it is held", async () => {
      await redriveEdition(local.pipeline, edition);
      return (await getEdition(local.pipeline.table, edition.id))?.status === "held";
    });
    const held = await getEdition(local.pipeline.table, edition.id);
    if (!held) throw new Error("the edition is gone");
    expect(await resendUncertain(local.pipeline, held)).toBe(4);
    local.start();
    await until("all are accepted", async () => (await readAccount(local.pipeline, edition.id)).accepted === 12);
    expect([...copies(local).values()]).toEqual(Array(12).fill(1));
    expect((await getProgress(local.pipeline.table, edition.id, batch)).released.size).toBe(4);
  });

  it("does nothing for an edition that is not held", async () => {
    const local = await aPipeline();
    const { edition } = await anAddressedEdition(local, colleagues(2));
    expect(await resendUncertain(local.pipeline, edition)).toBe(0);
  });
});
