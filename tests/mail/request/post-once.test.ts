import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import {
  createServer as createSecureServer,
  getCACertificates,
  setDefaultCACertificates,
} from "node:tls";
import { Worker } from "node:worker_threads";
import { describe, expect, it, onTestFinished } from "vitest";
import { NotConnected, oncePoster } from "../../../functions/mail/request/post-once.ts";
import { testCertificate } from "../../examples/test-certificate.ts";

const ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/** A server that does as it is told with each part that comes. */
async function aServer(onData: (socket: Socket, part: Buffer) => void) {
  const sockets: Socket[] = [];
  const server: Server = createServer(socket => {
    sockets.push(socket);
    socket.on("error", () => {});
    socket.on("data", part => onData(socket, part));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const to = { server: { isSecure: false, hostname: "127.0.0.1", port }, timeoutMs: 60_000 };
  return { sockets, to };
}

const request = {
  head: "POST / HTTP/1.1\r\ncontent-length: 2\r\n\r\n",
  body: Buffer.from("hi"),
  beforeWrite: () => {},
};

describe("a request that is posted once", () => {
  it("uses its connection again, but not one that was unused for long, or before the clock was set back", async () => {
    const { sockets, to } = await aServer(socket => socket.write(ok));
    let now = 1_000_000;
    const post = oncePoster(5, () => now);
    const again = async (at: number) => {
      now = at;
      expect(await post({ ...to, ...request })).toMatchObject({ status: 200, body: "ok" });
      return sockets.length;
    };
    expect(await again(1_000_000)).toBe(1);
    expect(await again(1_003_000)).toBe(1);
    expect(await again(1_006_001)).toBe(2);
    expect(await again(1_000_000)).toBe(3);
  });

  it("never goes out on a connection on which something came unasked", async () => {
    const { sockets, to } = await aServer(socket => socket.write(ok));
    const post = oncePoster(1, () => 0);
    await post({ ...to, ...request });
    const [first] = sockets;
    const closed = once(first as Socket, "close");
    first?.write("HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n");
    await closed;
    expect(await post({ ...to, ...request })).toMatchObject({ status: 200 });
    expect(sockets).toHaveLength(2);
  });

  it("opens no more connections than it may, and gives everyone their own answer", async () => {
    const { sockets, to } = await aServer((socket, part) => {
      const text = part.toString().slice(-3);
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n${text}`);
    });
    const post = oncePoster(4, Date.now);
    const names = Array.from({ length: 40 }, (_, index) => String(100 + index));
    const answers = await Promise.all(
      names.map(name =>
        post({ ...to, ...request, head: request.head.replace("2", "3"), body: Buffer.from(name) }),
      ),
    );
    expect(answers.map(({ body }) => body)).toEqual(names);
    expect(sockets).toHaveLength(4);
  });

  it("is not written if it may not go any more once the connection is there", async () => {
    let parts = 0;
    const { to } = await aServer(() => void parts++);
    const late = () => {
      throw new RangeError("too late");
    };
    const post = oncePoster(1, Date.now);
    await expect(post({ ...to, ...request, beforeWrite: late })).rejects.toThrow(RangeError);
    expect(parts).toBe(0);
  });

  it("is repeated neither after a reset nor without an answer", async () => {
    let parts = 0;
    const { to } = await aServer(socket => {
      parts++;
      if (parts === 1) socket.write(ok);
      if (parts === 2) socket.resetAndDestroy();
    });
    const post = oncePoster(1, Date.now);
    await post({ ...to, ...request });
    await expect(post({ ...to, ...request })).rejects.toMatchObject({ code: "ECONNRESET" });
    await expect(post({ ...to, ...request, timeoutMs: 50 })).rejects.toThrow("in 50 ms");
    expect(parts).toBe(3);
  });

  it("has an answer that came in time while its own process stood still", async () => {
    const answers = new Int32Array(new SharedArrayBuffer(4));
    const program = `
      const { parentPort, workerData } = require("node:worker_threads");
      const count = () => Atomics.add(workerData, 0, 1) + Atomics.notify(workerData, 0);
      const server = require("node:net").createServer(socket =>
        socket.on("data", () => socket.write(${JSON.stringify(ok)}, count)));
      server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));`;
    const worker = new Worker(program, { eval: true, workerData: answers });
    onTestFinished(async () => void (await worker.terminate()));
    const [port] = await once(worker, "message");
    const to = { server: { isSecure: false, hostname: "127.0.0.1", port } };
    const post = oncePoster(1, Date.now);
    await post({ ...to, ...request });
    const timeoutMs = 100;
    const standStill = () => {
      Atomics.wait(answers, 0, 1);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * timeoutMs);
    };
    const beforeWrite = () => void setImmediate(standStill);
    expect(await post({ ...to, ...request, timeoutMs, beforeWrite })).toMatchObject({ body: "ok" });
  });

  it("says that nothing went out if there was no connection", async () => {
    const to = { server: { isSecure: false, hostname: "127.0.0.1", port: 9 }, timeoutMs: 60_000 };
    const failing = oncePoster(1, Date.now)({ ...to, ...request });
    await expect(failing).rejects.toBeInstanceOf(NotConnected);
    await expect(failing).rejects.toMatchObject({ code: "ECONNREFUSED" });
    const { sockets, to: plain } = await aServer(socket => socket.destroy());
    const secure = { ...plain, server: { ...plain.server, isSecure: true } };
    await expect(oncePoster(1, Date.now)({ ...secure, ...request })).rejects.toBeInstanceOf(
      NotConnected,
    );
    expect(sockets).toHaveLength(1);
  });

  it("goes out under TLS to a server that proves its name, and resumes the session on the next connection", async () => {
    let taken = 0;
    const resumed: boolean[] = [];
    const server = createSecureServer(testCertificate, socket => {
      resumed.push(socket.isSessionReused());
      socket.on("error", () => {});
      socket.on("data", () => {
        taken++;
        socket.write(ok.replace("\r\n\r\n", "\r\nconnection: close\r\n\r\n"));
      });
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const post = oncePoster(1, Date.now);
    const to = (hostname: string) =>
      post({ server: { isSecure: true, hostname, port }, timeoutMs: 60_000, ...request });
    await expect(to("127.0.0.1")).rejects.toMatchObject({
      name: "NotConnected",
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
    expect(taken).toBe(0);

    const trusted = getCACertificates("default");
    setDefaultCACertificates([...trusted, testCertificate.cert]);
    onTestFinished(() => setDefaultCACertificates(trusted));
    resumed.length = 0;
    for (const hostname of ["localhost", "localhost", "127.0.0.1"])
      expect(await to(hostname)).toMatchObject({ status: 200, body: "ok" });
    expect(resumed.slice(0, 2)).toEqual([false, true]);
    await expect(to("127.0.0.2")).rejects.toMatchObject({ name: "NotConnected" });
    expect(taken).toBe(3);
  });
});
