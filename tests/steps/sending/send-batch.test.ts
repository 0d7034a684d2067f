import { describe, expect, it } from "vitest";
import { addressAgain, addressEdition } from "../../../functions/steps/editions/address-edition.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import type { SendBatchMessage } from "../../../functions/steps/pipeline.ts";
import { type SendBatchOutcome, sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { takeLease } from "../../../functions/store/ledger/batch-progress.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies, fillList, never } from "../an-edition.ts";

/** A busy machine may keep SES's answers waiting. */
const limits = { submitTimeoutMs: 60_000 };
const fast = { ses: { maxSendRate: 5_000 }, limits };

/** The lanes that wait in the queue, taken from what the step queued. */
function recordingLanes(local: TestPipeline) {
  const queued: unknown[] = [];
  const enqueue = {
    ...local.pipeline.enqueue,
    sendBatch: async (messages: readonly object[]) => void queued.push(...messages),
  };
  return { pipeline: { ...local.pipeline, enqueue }, queued };
}

/** Sends a lane turn by turn until `isEnough`: a busy machine may need more turns than one. */
async function sendTurns(
  { pipeline }: Pick<TestPipeline, "pipeline">,
  lane: SendBatchMessage,
  isEnough: (outcome: SendBatchOutcome) => boolean = ({ kind }) => kind === "done",
): Promise<SendBatchOutcome> {
  for (let message = lane; ; ) {
    const outcome = await sendBatch(pipeline, message, never);
    if (outcome.kind === "done" || isEnough(outcome)) return outcome;
    message = outcome.message;
  }
}

describe("sending a lane", () => {
  it("sends one batch after the other up to its end, and none beyond", async () => {
    const local = await aPipeline(fast);
    const { edition, batches } = await anAddressedEdition(local, colleagues(230));
    const lane = { edition: edition.id, batch: batches[1]?.id ?? "", through: 200 };
    await sendTurns(local, lane);
    expect(local.ses.outbox.size()).toBe(150);
    await sendTurns(local, { edition: edition.id, batch: batches[4]?.id ?? "" });
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 230,
      accepted: 180,
      pending: 50,
    });
  });

  it("reads a long lane ahead, and stops at the end of its round though another round follows", async () => {
    const local = await aPipeline(fast);
    const { edition, batches } = await anAddressedEdition(local, colleagues(430));
    await fillList(local, edition.lists[0] ?? "", colleagues(440));
    expect(await addressAgain(local.pipeline, edition, "2")).toBe(true);
    await addressEdition(local.pipeline, { edition: edition.id, round: edition.rounds }, never);
    const lane: SendBatchMessage = {
      edition: edition.id,
      batch: batches[0]?.id ?? "",
      through: 440,
    };
    await sendTurns(local, lane);
    expect([...copies(local).values()]).toEqual(Array(430).fill(1));
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      audience: 440,
      accepted: 430,
      pending: 10,
    });
  });

  it("skips what is sent, and leaves a batch to the worker that has it", async () => {
    const local = await aPipeline(fast);
    const { edition, batches } = await anAddressedEdition(local, colleagues(150));
    await sendTurns(local, { edition: edition.id, batch: batches[0]?.id ?? "" });
    const lease = { owner: "another", until: Date.now() + 60_000 };
    await takeLease(local.pipeline.table, edition.id, batches[1]?.id ?? "", {
      extent: { size: 50, through: 100 },
      lease,
      now: Date.now(),
    });
    const lane = { edition: edition.id, batch: batches[0]?.id ?? "", through: 150 };
    await sendTurns(local, lane);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 100,
      pending: 50,
    });
  });

  it("goes back to the end of the queue after its turn, and goes on from there", async () => {
    const local = await aPipeline(fast);
    const { edition, batches } = await anAddressedEdition(local, colleagues(150));
    let skipped = 0;
    const monotonic = () => performance.now() + skipped;
    const submit: typeof local.pipeline.submit = message => {
      if (message.place?.batch === batches[0]?.id) skipped = 5_000;
      return local.pipeline.submit(message);
    };
    const lane = { edition: edition.id, batch: batches[0]?.id ?? "", through: 150 };
    const hurried = { pipeline: { ...local.pipeline, monotonic, submit } };
    const outcome = await sendTurns(
      hurried,
      lane,
      rest => rest.kind === "later" && rest.message.batch !== lane.batch,
    );
    expect(outcome).toEqual({
      kind: "later",
      message: { ...lane, batch: batches[1]?.id },
      delayMs: 0,
    });
    expect(local.ses.outbox.size()).toBe(50);
    if (outcome.kind === "done") throw new Error("the lane did not end its turn");
    await sendTurns(local, outcome.message);
    expect([...copies(local).values()]).toEqual(Array(150).fill(1));
  });

  it("sends nothing from an edition that is held", async () => {
    const local = await aPipeline({ ses: { max24HourSend: 10 } });
    const { edition, batches } = await anAddressedEdition(local, colleagues(50));
    expect(edition.status).toBe("held");
    expect(
      await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never),
    ).toEqual({ kind: "done" });
    expect(local.ses.outbox.size()).toBe(0);
  });

  it("leaves the queue with a few lanes of an edition, however many batches it has, and every batch in one of them", async () => {
    const local = await aPipeline(fast);
    const recording = recordingLanes(local);
    const { edition, batches } = await anAddressedEdition(
      { ...local, pipeline: recording.pipeline },
      colleagues(1_030),
    );
    expect(batches).toHaveLength(21);
    expect(recording.queued.length).toBeLessThanOrEqual(16);
    const ends = recording.queued.map(lane => (lane as { through: number }).through);
    expect(ends.at(-1)).toBe(1_030);
    const starts = recording.queued.map(lane =>
      batches.findIndex(batch => batch.id === (lane as { batch: string }).batch),
    );
    expect(starts.slice(1)).toEqual(
      ends.slice(0, -1).map(end => batches.findIndex(batch => batch.through === end) + 1),
    );
    expect(starts[0]).toBe(0);
    expect(edition.status).toBe("sending");
  });

  it("does not make a small edition wait for a large one that came first", async () => {
    const local = await aPipeline({ ses: { maxSendRate: 150 }, limits });
    const large = await anAddressedEdition(local, colleagues(1_500), {
      id: "large",
      lists: ["large"],
    });
    local.start();
    await until("the large edition is under way", () => local.ses.outbox.size() > 50);
    const small = await anAddressedEdition(local, colleagues(60, 5_000), {
      id: "small",
      lists: ["small"],
    });
    await until(
      "the small edition is out",
      async () => (await readAccount(local.pipeline, small.edition.id)).pending === 0,
    );
    expect((await readAccount(local.pipeline, large.edition.id)).pending).toBeGreaterThan(0);
    expect((await getEdition(local.pipeline.table, large.edition.id))?.status).toBe("sending");
  });
});
