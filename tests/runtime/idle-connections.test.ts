import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { openPipeline } from "../../functions/runtime/open-pipeline.ts";
import { sendBatchHandler } from "../../functions/send-batch.ts";
import { readAccount } from "../../functions/steps/ledger/read-account.ts";
import { localEndpoint } from "../../infra/local/aws/local-endpoint.ts";
import { aPipeline, until } from "../local-pipeline.ts";
import { anAddressedEdition, colleagues, copies } from "../steps/an-edition.ts";

/** Stands before a service. Once `dropAll` was called, what comes over the connections so far meets a reset, and nobody hears of it before. */
async function aForgetfulProxy(target: string) {
  const dropped = new WeakSet<Socket>();
  const open = new Set<Socket>();
  const { host, hostname, port } = new URL(target);
  // A service on this machine answers to its own name alone.
  const asTo = (data: Buffer) =>
    Buffer.from(data.toString("latin1").replaceAll(ownHost(), host), "latin1");
  const ownHost = () => `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const server = createServer(socket => {
    const through = connect(Number(port), hostname);
    open.add(socket);
    for (const each of [socket, through]) each.on("error", () => {});
    socket.on("data", data =>
      dropped.has(socket) ? void socket.resetAndDestroy() : through.write(asTo(data)),
    );
    through.on("data", data => socket.write(data));
    socket.on("close", () => {
      open.delete(socket);
      through.destroy();
    });
  });
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const dropAll = () => {
    for (const socket of open) dropped.add(socket);
    return open.size;
  };
  return { url: `http://${ownHost()}`, dropAll };
}

it("leaves nobody uncertain after a pause in which SES silently dropped the connections", async () => {
  // A busy machine may keep SES's answers waiting: only a connection that is gone is to lose one.
  const limits = { submitTimeoutMs: 120_000 };
  const local = await aPipeline({ ses: { maxSendRate: 500 }, limits });
  const proxy = await aForgetfulProxy(local.endpoints.ses);
  const { edition, batches } = await anAddressedEdition(local, colleagues(100));
  const opened = openPipeline(readEnvironment(local.environment), {
    dynamodb: localEndpoint(local.endpoints.dynamodb),
    sqs: localEndpoint(local.endpoints.sqs),
    ses: localEndpoint(proxy.url),
  });
  const handler = sendBatchHandler(() => ({ ...opened, log: local.pipeline.log }));
  /** Again if the rest has to wait, as the queue does. */
  const sendOneBatch = (batch = "", pending: number) =>
    until(`${pending} are left`, async () => {
      const record = { messageId: batch, body: JSON.stringify({ edition: edition.id, batch }) };
      await handler({ Records: [record as never] }, { getRemainingTimeInMillis: () => 600_000 });
      return (await readAccount(opened, edition.id)).pending === pending;
    });
  await sendOneBatch(batches[0]?.id, 50);
  // Longer than a connection may be idle. A busy machine makes it longer still, which changes nothing.
  await setTimeout(3_200);
  expect(proxy.dropAll()).toBeGreaterThan(1);
  await sendOneBatch(batches[1]?.id, 0);
  expect(await readAccount(opened, edition.id)).toMatchObject({
    audience: 100,
    accepted: 100,
    uncertain: 0,
    pending: 0,
  });
  expect([...copies(local).values()]).toEqual(Array(100).fill(1));
});
