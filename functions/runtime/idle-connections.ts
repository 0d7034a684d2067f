import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";

/**
 * Milliseconds after which an unused connection is not trusted any more. A frozen Lambda, or a machine that slept, does not hear the
 * other side close it: the next request would be written into nothing, and nobody could say whether SES has the letter.
 */
const longestIdleMs = 3_000;

export type FreshConnections = {
  readonly httpAgent: http.Agent;
  readonly httpsAgent: https.Agent;
  /** Closes the connections that have been unused for too long. Called before each request, it costs a look at each of them. */
  readonly closeStale: () => void;
};

/** Agents that keep connections, and know since when each is unused. `now` in epoch milliseconds: a monotonic clock may stop in a freeze. */
export function freshConnections(maxSockets: number, now: () => number = Date.now): FreshConnections {
  const unusedSince = new WeakMap<Socket, number>();
  const httpAgent = new http.Agent({ keepAlive: true, maxSockets });
  const httpsAgent = new https.Agent({ keepAlive: true, maxSockets });
  const agents = [httpAgent, httpsAgent];
  for (const agent of agents) agent.on("free", (socket: Socket) => void unusedSince.set(socket, now()));
  // A clock that was set back says nothing about a connection: it is closed as well.
  const isStale = (socket: Socket) => Math.abs(now() - (unusedSince.get(socket) ?? 0)) > longestIdleMs;
  const closeStale = () => {
    for (const agent of agents)
      for (const unused of Object.values(agent.freeSockets))
        for (const socket of [...(unused ?? [])]) if (isStale(socket)) socket.destroy();
  };
  return { httpAgent, httpsAgent, closeStale };
}
