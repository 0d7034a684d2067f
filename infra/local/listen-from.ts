import type { Server } from "node:http";

/** Listens on the first free port of this machine from `wanted` on. Throws if 100 ports are taken. */
export async function listenFrom(server: Server, wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 100; port++) if (await tryPort(server, port)) return port;
  throw new Error(`no port is free from ${wanted} to ${wanted + 99}`);
}

/** Listens on a port of this machine. Returns false if it is taken. */
export function tryPort(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const taken = (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(false) : reject(error);
    server.once("error", taken);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", taken);
      resolve(true);
    });
  });
}
