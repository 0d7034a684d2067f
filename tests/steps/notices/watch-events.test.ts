import { describe, expect, it } from "vitest";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { sendAgain } from "../../../functions/steps/control/send-again.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { listOverEditions } from "../../../functions/store/bulletins/due-editions.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { addFacts, getProgress } from "../../../functions/store/ledger/batch-progress.ts";
import { ann } from "../../examples/builders.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, never } from "../an-edition.ts";
import { aWatchedPipeline } from "./told.ts";

const minutes = (count: number) => count * 60_000;

/** An edition of 120 people, sent in full, while no event comes. */
async function aSilentEdition(local: TestPipeline) {
  local.ses.faults.set({ loseEvents: true });
  const { edition, batches } = await anAddressedEdition(local, colleagues(120));
  const last = { edition: edition.id, batch: batches[0]?.id ?? "", through: 120 };
  await sendBatch(local.pipeline, last, never);
  return { id: edition.id, edition, batches };
}

/** An event comes for everyone on these batches. */
async function hear(
  local: TestPipeline,
  edition: string,
  batches: readonly { id: string; subscribers: readonly string[] }[],
) {
  for (const { id, subscribers } of batches)
    await addFacts(local.pipeline.table, edition, id, { evident: [...subscribers.keys()] });
}

describe("letters without an event from SES", () => {
  it("are counted and get one notice after half an hour, though the edition is over", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 500 } });
    const { id, batches } = await aSilentEdition(local);
    const [soon, later] = [
      aWatchedPipeline(local, minutes(20)),
      aWatchedPipeline(local, minutes(31)),
    ];
    await runClock(soon.watched, local.template);
    expect((await getEdition(local.pipeline.table, id))?.status).toBe("finished");
    expect([soon.last("silent"), soon.told]).toEqual([0, []]);
    for (let tick = 0; tick < 3; tick++) await runClock(later.watched, local.template);
    expect(later.last("silent")).toBe(120);
    expect(later.told).toEqual([
      {
        subject: "Dear Colleague: no events for letters of Harbour Letters",
        text: expect.stringContaining("120 people"),
      },
    ]);
    // The path is repaired, and the events come.
    await hear(local, id, batches.slice(0, 1));
    await runClock(later.watched, local.template);
    expect(later.last("silent")).toBe(70);
    await hear(local, id, batches);
    await runClock(later.watched, local.template);
    expect(later.last("silent")).toBe(0);
    expect(await listOverEditions(local.pipeline.table)).toEqual([]);
  });

  it("are counted while an edition is still being sent, from the end of the heard run", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 500 } });
    local.ses.faults.set({ loseEvents: true });
    const { edition, batches } = await anAddressedEdition(local, colleagues(150));
    for (const { id } of batches.slice(0, 2))
      await sendBatch(local.pipeline, { edition: edition.id, batch: id }, never);
    await hear(local, edition.id, batches.slice(0, 1));
    const { watched, last } = aWatchedPipeline(local, minutes(31));
    await runClock(watched, local.template);
    expect(last("silent")).toBe(50);
    expect(await getEdition(local.pipeline.table, edition.id)).toMatchObject({
      status: "sending",
      heard: { batch: batches[0]?.id, through: 50 },
    });
  });

  it("are waited for again if people are sent to again", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 500 } });
    local.ses.faults.set({ refuse: { count: 2 }, loseEvents: true });
    const { edition, batches } = await anAddressedEdition(local, colleagues(100));
    const [first = "", second = ""] = batches.map(({ id }) => id);
    const { watched } = aWatchedPipeline(local);
    const send = (batch: string) =>
      sendBatch(local.pipeline, { edition: edition.id, batch }, never);
    const { accepted } = await send(first).then(() =>
      getProgress(local.pipeline.table, edition.id, first),
    );
    await addFacts(local.pipeline.table, edition.id, first, { evident: [...accepted] });
    await runClock(watched, local.template);
    expect(await getEdition(local.pipeline.table, edition.id)).toMatchObject({
      heard: { batch: first, through: 50 },
    });
    await send(second);
    await hear(local, edition.id, batches.slice(1));
    await runClock(watched, local.template);
    const finished = await getEdition(local.pipeline.table, edition.id);
    expect(finished?.status).toBe("finished");
    // The two people SES had refused get it now, and have no event.
    if (finished) await sendAgain(local.pipeline, finished, ["rejected"], ann);
    await send(first);
    const { watched: later, last } = aWatchedPipeline(local, minutes(31));
    await runClock(later, local.template);
    expect(last("silent")).toBe(2);
  });

  it("are given up after three days: lost events do not come back, and an alarm must end", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 500 } });
    await aSilentEdition(local);
    const { watched, last } = aWatchedPipeline(local, minutes(3 * 24 * 60 + 1));
    await runClock(watched, local.template);
    await runClock(watched, local.template);
    expect(last("silent")).toBe(0);
    expect(await listOverEditions(local.pipeline.table)).toEqual([]);
  });

  it("do not exist when all is well: an edition leaves the index once there is an event for everyone", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 500 } });
    const { edition } = await anAddressedEdition(local, colleagues(60));
    local.start();
    const { watched, told, last } = aWatchedPipeline(local);
    await until("nothing is waited for", async () => {
      await runClock(watched, local.template);
      const isOver = (await getEdition(local.pipeline.table, edition.id))?.status === "finished";
      return isOver && (await listOverEditions(local.pipeline.table)).length === 0;
    });
    expect([last("silent"), told]).toEqual([0, []]);
  });
});
