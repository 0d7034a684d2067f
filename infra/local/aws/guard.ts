import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { keepToThisMachine } from "../this-machine.ts";

export type Guard = { readonly url: string; readonly stop: () => Promise<void> };

const idleMs = 600_000;

/**
 * Listens on loopback in front of a server that answers every web page. Passes on the requests that
 * `whyRefused` allows. If the connection breaks on one side, the guard breaks it on the other; it
 * never tries again.
 */
export async function startGuard(behind: {
  readonly host: string;
  readonly port: number;
}): Promise<Guard> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((asked, answer) => {
    const passed = request({
      ...behind,
      agent,
      method: asked.method,
      path: asked.url,
      headers: asked.headers,
    });
    passed.on("response", answered => {
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
      answered.on("error", () => answer.destroy());
    });
    passed.on("error", () => answer.destroy());
    answer.on("close", () => {
      if (!answer.writableFinished) passed.destroy();
    });
    asked.pipe(passed);
  });
  keepToThisMachine(server, "service");
  // If the server closed an idle connection just as a client writes to it, the client would see a
  // lost answer.
  server.keepAliveTimeout = idleMs;
  server.headersTimeout = idleMs + 1_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
}
