import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { TooLate } from "../../../functions/mail/submit-message.ts";
import { readAccount } from "../../../functions/steps/ledger/read-account.ts";
import { sendBatch } from "../../../functions/steps/sending/send-batch.ts";
import { getProgress } from "../../../functions/store/ledger/batch-progress.ts";
import { releaseAgain } from "../../../functions/store/ledger/decisions.ts";
import { aPipeline, type TestPipeline, until } from "../../local-pipeline.ts";
import { argumentsOf } from "../../programs.ts";
import {
  anAddressedEdition,
  colleagues,
  copies,
  never,
  tickWhileListening,
} from "../an-edition.ts";

/** A worker in a process of its own that is stopped in the middle of its batch, until its lease is over. */
async function aFrozenWorker(
  local: TestPipeline,
  message: { readonly edition: string; readonly batch: string },
) {
  const orders = JSON.stringify({
    environment: local.environment,
    endpoints: local.endpoints,
    message,
  });
  const child = spawn(process.execPath, [...argumentsOf("to-be-frozen"), orders], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  await until("it has sent some", () => local.ses.outbox.size() >= 5);
  child.kill("SIGSTOP");
  await until("its lease is over", async () => {
    const { leaseUntil } = await getProgress(local.pipeline.table, message.edition, message.batch);
    return leaseUntil < Date.now();
  });
  return {
    thaw: async () => {
      child.kill("SIGCONT");
      await ended;
    },
  };
}

describe("a worker that is frozen beyond its lease", () => {
  it("hands over nothing that is late once it is signed and ready", async () => {
    const local = await aPipeline();
    const message = {
      data: ["Subject: Late\r\n\r\nText"],
      source: "a@example.org",
      destination: "b@example.org",
    };
    await expect(local.pipeline.submit({ ...message, mayStillGo: () => false })).rejects.toThrow(
      TooLate,
    );
    expect(local.ses.outbox.size()).toBe(0);
  });

  it("submits nothing afterwards, and gives back its claims, though another worker has the batch by then", async () => {
    const local = await aPipeline({
      ses: { maxSendRate: 10 },
      limits: { submitTimeoutMs: 1_500, slackMs: 1_000, graceMs: 600_000 },
    });
    const { edition, batches } = await anAddressedEdition(local, colleagues(50));
    const message = { edition: edition.id, batch: batches[0]?.id ?? "" };
    const frozen = await aFrozenWorker(local, message);
    await sendBatch(local.pipeline, message, never);
    const before = local.ses.outbox.size();
    await frozen.thaw();
    // One request may have been on its way from the last look at the clock to its connection.
    expect(local.ses.outbox.size() - before).toBeLessThanOrEqual(1);
    await sendBatch(local.pipeline, message, never);
    local.start();
    await until("everyone is accounted for", async () => {
      await tickWhileListening(local.pipeline, edition.id);
      return (await readAccount(local.pipeline, edition.id)).delivered === 50;
    });
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 50,
      uncertain: 0,
      pending: 0,
      resent: 0,
    });
    expect([...copies(local).values()]).toEqual(Array(50).fill(1));
  });

  it("takes no claim back from another worker after an editor released the people", async () => {
    const local = await aPipeline({
      ses: { maxSendRate: 10 },
      limits: { submitTimeoutMs: 1_500, slackMs: 1_000, graceMs: 600_000 },
    });
    const { edition, batches } = await anAddressedEdition(local, colleagues(50));
    const message = { edition: edition.id, batch: batches[0]?.id ?? "" };
    const frozen = await aFrozenWorker(local, message);
    const { table } = local.pipeline;
    const seen = await getProgress(table, message.edition, message.batch);
    const uncertain = [...seen.claimed].filter(position => !seen.accepted.has(position));
    expect(
      await releaseAgain(table, message.edition, message.batch, {
        decided: { uncertain, rejected: [] },
        seen,
        now: Date.now(),
      }),
    ).toBe(true);
    await sendBatch(local.pipeline, message, never);
    const before = local.ses.outbox.size();
    await frozen.thaw();
    // One request may have been on its way from the last look at the clock to its connection.
    expect(local.ses.outbox.size() - before).toBeLessThanOrEqual(1);
    const { claimed } = await getProgress(table, message.edition, message.batch);
    expect(uncertain.filter(position => !claimed.has(position))).toEqual([]);
    expect(await readAccount(local.pipeline, edition.id)).toMatchObject({
      accepted: 50,
      pending: 0,
      resent: uncertain.length,
    });
  });
});
