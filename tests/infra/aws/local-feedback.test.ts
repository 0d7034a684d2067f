import { describe, expect, it } from "vitest";
import { sendLane } from "../../../functions/steps/sending/send-lane.ts";
import { getListening } from "../../../functions/store/sending/ticks.ts";
import { aPipeline, until } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, never } from "../../steps/an-edition.ts";

/** A pipeline whose SES has taken three letters, with nobody who receives their events. */
async function withLetters(faults: object) {
  const local = await aPipeline();
  local.ses.faults.set(faults);
  const { edition, batches } = await anAddressedEdition(local, colleagues(3));
  await sendLane(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
  return local;
}

describe("the local way of SES's events", () => {
  it("is drained once every event is published and recorded, and not before", async () => {
    const local = await withLetters({});
    expect(await local.pipeline.feedback.look()).toBe("waiting");
    local.start();
    await until("all is recorded", async () => (await local.pipeline.feedback.look()) === "drained");
  });

  it("is not drained while the local SES keeps events back", async () => {
    const local = await withLetters({ delayEventsMs: 3_600_000 });
    local.start();
    await until("the edition's letters are out", () => local.ses.outbox.size() === 3);
    expect(local.ses.hasPublishedAll()).toBe(false);
    expect(await local.pipeline.feedback.look()).toBe("waiting");
  });

  it("is known to be lossy from the first event that the local SES has lost", async () => {
    const local = await withLetters({ loseEvents: { count: 1 } });
    local.start();
    await until("all is recorded", async () => (await local.pipeline.feedback.look()) === "lossy");
  });

  it("is noted to be listened to while the pipeline runs", async () => {
    const local = await aPipeline({ limits: { grace: 2_000 } });
    const { table } = local.pipeline;
    expect(await getListening(table)).toBeUndefined();
    local.start();
    await until("it is noted", async () => (await getListening(table)) !== undefined);
    const first = await getListening(table);
    await until("it is noted again", async () => ((await getListening(table))?.at ?? 0) > (first?.at ?? 0));
  });
});
