import type { Server } from "node:http";

const maxAnswerMs = 5_000;
const lookMs = 10;

/** Listens on 127.0.0.1; rejects with EADDRINUSE if the port is taken. */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/**
 * Stops listening. Requests under way get up to five seconds for their answers, or are cut off at
 * once.
 */
export function closeServer(server: Server, how: "when answered" | "at once"): Promise<void> {
  return new Promise(resolve => {
    const deadline = performance.now() + (how === "at once" ? 0 : maxAnswerMs);
    const look = setInterval(() => {
      if (performance.now() >= deadline) server.closeAllConnections();
      else server.closeIdleConnections();
    }, lookMs);
    server.close(() => {
      clearInterval(look);
      resolve();
    });
    if (how === "at once") server.closeAllConnections();
  });
}
