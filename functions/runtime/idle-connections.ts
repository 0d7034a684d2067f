import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";

/**
 * The longest time that a connection may stay unused. A frozen Lambda, or a machine that slept,
 * does not notice when the other side closes the connection. The next request would be lost, and we
 * could not know whether SES has the letter.
 */
const longestIdleMs = 3_000;

export type FreshConnections = {
  readonly httpAgent: http.Agent;
  readonly httpsAgent: https.Agent;
  /**
   * Closes connections that have been unused for too long. Call it before each request; it checks
   * every unused connection.
   */
  readonly closeStale: () => void;
};

/**
 * Returns agents that keep connections and note when each becomes unused. `now` in epoch
 * milliseconds: a monotonic clock may stop while the process is frozen.
 */
export function freshConnections(
  maxSockets: number,
  now: () => number = Date.now,
): FreshConnections {
  const unusedSince = new WeakMap<Socket, number>();
  const httpAgent = new http.Agent({ keepAlive: true, maxSockets });
  const httpsAgent = new https.Agent({ keepAlive: true, maxSockets });
  const agents = [httpAgent, httpsAgent];
  for (const agent of agents)
    agent.on("free", (socket: Socket) => void unusedSince.set(socket, now()));
  // If the clock was set back, the age is unknown. Such a connection is closed too.
  const isStale = (socket: Socket) =>
    Math.abs(now() - (unusedSince.get(socket) ?? 0)) > longestIdleMs;
  const closeStale = () => {
    for (const agent of agents)
      for (const unused of Object.values(agent.freeSockets))
        for (const socket of [...(unused ?? [])]) if (isStale(socket)) socket.destroy();
  };
  return { httpAgent, httpsAgent, closeStale };
}
