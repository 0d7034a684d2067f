import { createServer } from "node:net";

/** The first port from `wanted` on that nobody listens at; any free one for 0. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port <= wanted + 100; port++) {
    const free = await tryPort(port);
    if (free !== undefined) return free;
  }
  throw new Error(`no port is free from ${wanted} to ${wanted + 100}`);
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise(resolve => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}
