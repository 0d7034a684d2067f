import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { BadInput } from "../../cli/bad-input.ts";
import { freePort } from "./free-port.ts";
import { startGuard } from "./guard.ts";

export type LocalDynamoDb = {
  /** Where other processes find it: behind a guard that refuses web pages. */
  readonly url: string;
  /** Where this process finds it, without the way through the guard, which costs as much again. */
  readonly directUrl: string;
  readonly stop: () => Promise<void>;
};

type System = Pick<NodeJS.Process, "platform" | "arch">;

const packageOf = ({ platform, arch }: System) => `@dynoxide/${platform}-${arch}`;

/**
 * Starts a DynamoDB with its data in a directory, or in memory if there is none. Throws BadInput if
 * dynoxide is not installed.
 */
export async function startDynamoDb(
  directory: string | undefined,
  system: System = process,
): Promise<LocalDynamoDb> {
  const binary = findDynoxide(system);
  if (binary === undefined)
    throw new BadInput(
      `There is no local DynamoDB for this system: run "npm install --no-save ${packageOf(system)}", or set AWS_ENDPOINT_URL_DYNAMODB to the address of another DynamoDB.`,
    );
  if (directory === undefined) return startDynoxide(binary, []);
  mkdirSync(directory, { recursive: true });
  return startDynoxide(binary, ["--db-path", join(directory, "dynamodb.db")]);
}

/** Returns the path of dynoxide's program for a system, if its package is installed. */
function findDynoxide(system: System): string | undefined {
  const program = system.platform === "win32" ? "dynoxide.exe" : "dynoxide";
  try {
    const manifest = createRequire(import.meta.url).resolve(`${packageOf(system)}/package.json`);
    const binary = join(dirname(manifest), program);
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

// A part of the shell waits for the end of its input, which comes however this process ends: no server is left behind. The shell
// itself ends with its server. If the server's file may not grow any further, it is to answer so, and not to be ended for it.
const dieWithParent =
  'trap "" INT XFSZ; exec 3<&0; "$@" 3<&- & server=$!; (cat <&3 > /dev/null; kill $server 2> /dev/null) & wait $server';

/** How often another place is tried. Between the search for a free port and its use, another process may have taken it. */
const mostTries = 3;

async function startDynoxide(binary: string, keep: readonly string[]): Promise<LocalDynamoDb> {
  for (let tried = 1; ; tried++) {
    try {
      return await startDynoxideAt(binary, await hiddenPlace(), keep);
    } catch (error) {
      if (tried === mostTries) throw error;
    }
  }
}

async function startDynoxideAt(
  binary: string,
  { host, port }: Place,
  keep: readonly string[],
): Promise<LocalDynamoDb> {
  const place = ["--host", host, "--port", String(port)];
  const command = [binary, "serve", ...place, ...keep];
  const child = spawn("sh", ["-c", dieWithParent, "sh", ...command], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  const directUrl = `http://${host}:${port}`;
  await untilItAnswers(directUrl, child).catch(error => {
    child.stdin?.end(); // Otherwise the child keeps this process from ending.
    throw error;
  });
  const guard = await startGuard({ host, port });
  return {
    url: guard.url,
    directUrl,
    stop: async () => {
      await guard.stop();
      if (child.exitCode !== null) return;
      const ended = new Promise(resolve => child.once("exit", resolve));
      child.stdin?.end();
      await ended;
    },
  };
}

type Place = { readonly host: string; readonly port: number };

/**
 * Returns an address that web pages cannot guess: dynoxide answers every web page, and can listen
 * only on TCP. About 24 bits of the host and 15 bits of the port are random. If loopback has only
 * one address, only the port is random.
 */
async function hiddenPlace(): Promise<Place> {
  const host = `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`;
  const port = await freePort(host).catch(() => undefined);
  return port === undefined ? { host: "127.0.0.1", port: await freePort() } : { host, port };
}

/** A busy machine may need a while for a process to start. */
const patienceMs = 60_000;

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await setTimeout(10)) {
    try {
      await fetch(url, { method: "POST", body: "{}" });
      return;
    } catch {
      if (child.exitCode !== null)
        throw new Error(`the local DynamoDB ended with exit code ${child.exitCode}`);
      if (Date.now() > until)
        throw new Error(`the local DynamoDB did not answer within ${patienceMs / 1_000} seconds`);
    }
  }
}
