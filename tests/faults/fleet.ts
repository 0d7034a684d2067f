import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { LocalPipeline } from "../../infra/local/local-pipeline.ts";
import { killPoints } from "./kill-points.ts";
import type { Random } from "./random.ts";
import type { WorkerOrders } from "./worker.ts";

/** One file, so that a worker that was killed is back in a moment. */
export async function bundleWorker(path: string): Promise<string> {
  const outfile = join(path, "worker.mjs");
  const entry = fileURLToPath(new URL("worker.ts", import.meta.url));
  const banner = { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' };
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    banner,
    logLevel: "error",
  });
  return outfile;
}

/** The workers of a group of rounds. */
export type Fleet = { readonly alive: () => boolean; readonly kills: () => number; readonly retire: () => void };

/** Two workers at a time. Some are killed at a named point, some at any moment; another takes the place of each that dies. */
export function startFleet(local: LocalPipeline, worker: string, random: Random): Fleet {
  const { environment, endpoints, queues } = local;
  const workers = new Set<ChildProcess>();
  let retired = false;
  let deaths = 0;
  let killsLeft = random.int(3, 9);
  const hire = () => {
    if (retired) return;
    const doomed = killsLeft-- > 0;
    const atPoint = doomed && random.chance(0.7);
    const orders: WorkerOrders = {
      ...{ environment, endpoints, queues, eventsAreCertain: true },
      ...(atPoint && { kill: { point: random.pick(killPoints), nth: random.int(1, 6) } }),
    };
    const child = spawn(process.execPath, [worker, JSON.stringify(orders)], { stdio: ["ignore", "ignore", "inherit"] });
    workers.add(child);
    const fate = doomed && !atPoint ? setTimeout(random.int(200, 1500)).then(() => child.kill("SIGKILL")) : undefined;
    child.once("exit", async () => {
      workers.delete(child);
      if (!retired) deaths++;
      await fate;
      hire();
    });
  };
  hire();
  hire();
  return {
    alive: () => !retired,
    kills: () => deaths,
    retire: () => {
      retired = true;
      for (const child of workers) child.kill("SIGKILL");
    },
  };
}
