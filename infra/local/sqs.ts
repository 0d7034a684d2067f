import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { buildApp } from "fauxqs";
import * as z from "zod";
import { keepToThisMachine } from "./this-machine.ts";

export type LocalSqs = {
  readonly url: string;
  /** Queues again what a run before this one was sent and may not have handled. The queues must be there. */
  readonly replay: () => Promise<void>;
  /** `drained`: nothing is left in the queues, so nothing need be queued again. */
  readonly stop: (drained: boolean) => Promise<void>;
};

const noted = z.object({ url: z.string(), headers: z.record(z.string(), z.string()), payload: z.string() });

/**
 * Starts an SQS in this process, on loopback alone. It keeps its messages in memory; those sent to the queue `kept`, if one is
 * named, are noted in a journal too.
 */
export async function startSqs(journal: string, kept: string | undefined): Promise<LocalSqs> {
  const missed = existsSync(journal) ? readFileSync(journal, "utf8").split("\n").slice(0, -1) : [];
  const app = buildApp({ logger: false });
  app.addHook("preHandler", async ({ url, headers, body }) => {
    const payload = typeof body === "string" ? body : JSON.stringify(body ?? "");
    const sends = /SendMessage/.test(`${headers["x-amz-target"]} ${url} ${payload.slice(0, 1000)}`);
    if (kept === undefined || !sends || headers["x-replayed"] || !`${url} ${payload}`.includes(kept)) return;
    const same = Object.fromEntries(
      ["content-type", "x-amz-target"].flatMap(name => (headers[name] ? [[name, String(headers[name])]] : [])),
    );
    appendFileSync(journal, `${JSON.stringify({ url, headers: same, payload })}\n`);
  });
  keepToThisMachine(app.server, "service");
  await app.listen({ host: "127.0.0.1", port: 0 });
  const address = app.server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    replay: async () => {
      for (const line of missed) {
        const { url, headers, payload } = noted.parse(JSON.parse(line));
        await app.inject({ method: "POST", url, headers: { ...headers, "x-replayed": "yes" }, payload });
      }
    },
    stop: async drained => {
      await app.close();
      if (drained) rmSync(journal, { force: true });
    },
  };
}
