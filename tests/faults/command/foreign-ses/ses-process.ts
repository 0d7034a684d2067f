import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Acceptance, FromSes, SesSettings, ToSes } from "./ses-settings.ts";

/** The SES of one round. */
export type SesRound = {
  /** For `AWS_ENDPOINT_URL_SES`. */
  readonly url: string;
  readonly change: (settings: Partial<SesSettings>) => void;
  /** Resolves when it has accepted so many letters in all, or when `given up` does. */
  readonly untilAccepted: (count: number, givenUp: Promise<unknown>) => Promise<void>;
  readonly accepted: () => number;
  readonly acceptances: () => Acceptance[];
  /** Accepts nothing more and brings no events. */
  readonly close: () => void;
};

export type SesProcess = {
  readonly pid: number;
  readonly open: (round: string, settings: SesSettings) => SesRound;
  /** Its longest reported delay in milliseconds since an instant (epoch milliseconds). */
  readonly lagSince: (since: number) => number;
  readonly stop: () => Promise<void>;
};

/** Starts an SES that is not ours, in a process of its own. */
export async function startForeignSes(): Promise<SesProcess> {
  const program = fileURLToPath(new URL("foreign-ses.ts", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [program], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const { promise: started, resolve: start, reject: fail } = Promise.withResolvers<number>();
  child.once("exit", code => fail(new Error(`the foreign SES ended with ${code}`)));
  const counts = new Map<string, number>();
  const waiting = new Set<() => void>();
  const lags: { readonly at: number; readonly ms: number }[] = [];
  child.on("message", (message: FromSes | { port: number }) => {
    if ("port" in message) start(message.port);
    else if ("lagMs" in message) lags.push({ at: Date.now(), ms: message.lagMs });
    else {
      counts.set(message.round, message.accepted);
      for (const look of waiting) look();
    }
  });
  const port = await started;
  const tell = (what: ToSes) => void (child.connected && child.send(what));
  return {
    pid: child.pid ?? 0,
    open: (round, settings) => {
      tell({ round, settings });
      const accepted = () => counts.get(round) ?? 0;
      return {
        url: `http://127.0.0.1:${port}/${round}`,
        change: changed => tell({ round, settings: changed }),
        untilAccepted: async (count, givenUp) => {
          const { promise, resolve } = Promise.withResolvers<void>();
          const look = () => {
            if (accepted() >= count) resolve();
          };
          waiting.add(look);
          look();
          await Promise.race([promise, givenUp]);
          waiting.delete(look);
        },
        accepted,
        acceptances: () => readAcceptances(settings.log),
        close: () => tell({ round }),
      };
    },
    lagSince: since => Math.max(0, ...lags.filter(({ at }) => at >= since).map(({ ms }) => ms)),
    stop: async () => {
      child.removeAllListeners("exit");
      const ended = new Promise(resolve => child.once("exit", resolve));
      child.disconnect();
      await ended;
    },
  };
}

function readAcceptances(log: string): Acceptance[] {
  if (!existsSync(log)) return [];
  return readFileSync(log, "utf8")
    .split("\n")
    .filter(line => line !== "")
    .map(line => JSON.parse(line) as Acceptance);
}
