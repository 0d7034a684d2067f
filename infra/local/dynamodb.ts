import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { freePort } from "./free-port.ts";

export type LocalDynamoDb = { readonly url: string; readonly stop: () => Promise<void> };

/** dynoxide where its binary is, which behaves as AWS does; dynalite elsewhere, which runs wherever Node does. */
export type Engine = "dynoxide" | "dynalite";

export function availableEngine(): Engine {
  return dynoxideBinary() ? "dynoxide" : "dynalite";
}

/** Starts a DynamoDB that keeps its data in a directory. */
export async function startDynamoDb(directory: string, engine: Engine = availableEngine()): Promise<LocalDynamoDb> {
  mkdirSync(directory, { recursive: true });
  return engine === "dynoxide" ? startDynoxide(directory) : startDynalite(directory);
}

function dynoxideBinary(): string | undefined {
  try {
    const binary = join(dirname(createRequire(import.meta.url).resolve("@dynoxide/linux-x64/package.json")), "dynoxide");
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

// The shell waits for the end of its input, which comes when this process dies in whatever way: no server is left behind.
// Where its file may not grow any further it is to answer so, and not to be ended for it.
const dieWithParent = 'trap "" INT XFSZ; "$@" & server=$!; cat > /dev/null; kill $server; wait $server';

async function startDynoxide(directory: string): Promise<LocalDynamoDb> {
  const port = await freePort();
  const command = [dynoxideBinary() ?? "", "serve", "--port", String(port), "--db-path", join(directory, "dynamodb.db")];
  const child = spawn("sh", ["-c", dieWithParent, "sh", ...command], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  const url = `http://127.0.0.1:${port}`;
  await untilItAnswers(url, child).catch(error => {
    child.stdin?.end(); // Else it would keep this process from ending.
    throw error;
  });
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = new Promise(resolve => child.once("exit", resolve));
      child.stdin?.end();
      await ended;
    },
  };
}

async function startDynalite(directory: string): Promise<LocalDynamoDb> {
  const { default: dynalite } = await import("dynalite");
  const server = dynalite({ path: join(directory, "dynalite"), createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const port = await freePort();
  await new Promise<void>((resolve, reject) =>
    server.listen(port, "127.0.0.1", (error?: Error) => (error ? reject(error) : resolve())),
  );
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections?.();
        server.close(() => resolve());
      }),
  };
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + 15_000; ; await setTimeout(10)) {
    try {
      await fetch(url, { method: "POST", body: "{}" });
      return;
    } catch {
      if (child.exitCode !== null) throw new Error(`the local DynamoDB ended with exit code ${child.exitCode}`);
      if (Date.now() > until) throw new Error("the local DynamoDB did not answer within 15 seconds");
    }
  }
}
