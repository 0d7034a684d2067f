import { describe, expect, it } from "vitest";
import { watchReturns } from "../../../functions/steps/clock/watch-returns.ts";
import { resumeWork } from "../../../functions/steps/control/resume-edition.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { addFacts } from "../../../functions/store/ledger/batch-progress.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, never } from "../an-edition.ts";

const breaker = { bouncePercent: 5, complaintPercent: 1, after: 100 };

async function stored(local: TestPipeline, id: string) {
  const edition = await getEdition(local.pipeline.table, id);
  if (!edition) throw new Error("the edition is gone");
  return edition;
}

/** An edition to 200 people; 100 of them have the letter. */
async function halfSent(local: TestPipeline, given: object) {
  const { edition, batches } = await anAddressedEdition(local, colleagues(200), given);
  for (const batch of batches.slice(0, 2))
    await sendBatch(local.pipeline, { edition: edition.id, batch: batch.id }, never);
  return { edition: await stored(local, edition.id), first: batches[0]?.id ?? "" };
}

describe("watching what comes back", () => {
  it("holds an edition if too many bounce, says how many, and goes on after a person has looked", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    const { edition, first } = await halfSent(local, { breaker });
    await addFacts(local.pipeline.table, edition.id, first, { bounced: [0, 1, 2, 3] });
    await watchReturns(local.pipeline, edition);
    expect((await stored(local, edition.id)).status).toBe("sending");
    await addFacts(local.pipeline.table, edition.id, first, { bounced: [4] });
    const later = { ...local.pipeline, now: () => Date.now() + 60_000 };
    await watchReturns(later, await stored(local, edition.id));
    const held = await stored(local, edition.id);
    expect(held).toMatchObject({
      status: "held",
      heldFrom: "sending",
      reason: { code: "too-many-returns", figure: "bounced", people: 5, accepted: 100 },
    });
    await resumeWork(local.pipeline, local.template, held, ann);
    await watchReturns(
      { ...later, now: () => Date.now() + 999_999 },
      await stored(local, edition.id),
    );
    expect((await stored(local, edition.id)).status).toBe("sending");
  });

  it("holds for complaints too, and never if the bulletin has no breaker", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    for (const [id, given] of [
      ["with", { breaker }],
      ["without", {}],
    ] as const) {
      const { edition, first } = await halfSent(local, { id, lists: [id], ...given });
      await addFacts(local.pipeline.table, edition.id, first, { complained: [7] });
      await watchReturns(local.pipeline, edition);
      expect((await stored(local, edition.id)).status).toBe(id === "with" ? "held" : "sending");
    }
  });

  it("reads the ledger less often the longer an edition takes", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 5_000 } });
    let { edition } = await halfSent(local, {});
    const began = Date.now();
    let requests = 0;
    local.pipeline.table.client.middlewareStack.add(
      next => args => {
        requests++;
        return next(args);
      },
      { step: "initialize" },
    );
    let looks = 0;
    for (let minute = 0; minute < 24 * 60; minute++) {
      const before = requests;
      await watchReturns({ ...local.pipeline, now: () => began + minute * 60_000 }, edition);
      if (requests === before) continue;
      looks++;
      edition = await stored(local, edition.id);
      expect(edition.returns?.at).toBe(began + minute * 60_000);
    }
    expect(looks).toBeLessThan(130);
    expect(looks).toBeGreaterThan(60);
  });
});
