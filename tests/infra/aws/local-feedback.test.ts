import { describe, expect, it, onTestFinished } from "vitest";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getEdition } from "../../../functions/store/bulletins/editions.ts";
import { getListening } from "../../../functions/store/sending/ticks.ts";
import { openDirectory } from "../../../infra/local/directory.ts";
import { startLocalPipeline } from "../../../infra/local/local-pipeline.ts";
import { aPipeline, type TestPipeline, until, wholeSes } from "../../local-pipeline.ts";
import {
  anAddressedEdition,
  colleagues,
  copies,
  never,
  tickWhileListening,
} from "../../steps/an-edition.ts";
import { aTemporaryDirectory } from "../a-process.ts";

/** A pipeline with an SES that has taken three letters. Nobody receives their events. */
async function withLetters(faults: object) {
  const local = await aPipeline();
  local.ses.faults.set(faults);
  const { edition, batches } = await anAddressedEdition(local, colleagues(3));
  await sendBatch(local.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
  return local;
}

describe("the local way of SES's events", () => {
  it("is drained once every event is published and recorded, and not before", async () => {
    const local = await withLetters({});
    expect(await local.pipeline.feedback.look()).toBe("waiting");
    local.start();
    await until(
      "all is recorded",
      async () => (await local.pipeline.feedback.look()) === "drained",
    );
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

  it("is noted as listened to while the pipeline runs", async () => {
    const local = await aPipeline({ limits: { graceMs: 2_000 } });
    const { table } = local.pipeline;
    expect(await getListening(table)).toBeUndefined();
    local.start();
    await until("it is noted", async () => (await getListening(table)) !== undefined);
    const first = await getListening(table);
    await until(
      "it is noted again",
      async () => ((await getListening(table))?.at ?? 0) > (first?.at ?? 0),
    );
  });
});

describe("a pipeline that stops before it has received SES's events", () => {
  it("leaves them to a later run, which sends no second letter", async () => {
    const start = await runsInOneDirectory();
    const first = await start();
    first.ses.faults.set({ resetAfterAccept: true });
    const { edition, batches } = await anAddressedEdition(first, colleagues(3));
    await sendBatch(first.pipeline, { edition: edition.id, batch: batches[0]?.id ?? "" }, never);
    expect(first.ses.outbox.size()).toBe(3);
    await first.stop();

    await (await start()).stop();

    const third = await start();
    third.start();
    await until("the letter is finished", async () => {
      await tickWhileListening(third.pipeline, edition.id);
      return (await getEdition(third.pipeline.table, edition.id))?.status === "finished";
    });
    expect([...copies(third).values()]).toEqual([1, 1, 1]);
    await third.stop();

    const fourth = await start();
    expect(fourth.ses.hasPublishedAll()).toBe(true);
  }, 60_000);
});

/** Starts pipelines in one directory, one after another, each as a run of its own. */
async function runsInOneDirectory(): Promise<() => Promise<TestPipeline>> {
  const path = await aTemporaryDirectory();
  const directory = await openDirectory(path);
  if (!directory) throw new Error("a new directory is taken");
  onTestFinished(directory.release);
  return async () => {
    const local = await startLocalPipeline(directory, {
      siteUrl: "http://localhost:3000",
      log: () => {},
    });
    onTestFinished(local.stop);
    return { ...local, ses: wholeSes(local), directory: path, logged: [] };
  };
}
