import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { argumentsOf, type ProgramName } from "../programs.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

export type Running = {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
};

/** A directory that goes with the test. */
export async function aTemporaryDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "dear-colleague-"));
  onTestFinished(() => rm(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

/** Runs a command of the project in a process of its own. */
export function run(command: ProgramName, ...args: readonly string[]): Running {
  return runWith({}, command, ...args);
}

/** The same, with environment variables added. */
export function runWith(
  env: Readonly<Record<string, string>>,
  command: ProgramName,
  ...args: readonly string[]
): Running {
  const child = spawn(process.execPath, [...argumentsOf(command), ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let output = "";
  child.stdout?.on("data", data => {
    output += data;
  });
  child.stderr?.on("data", data => {
    output += data;
  });
  const ended = new Promise<number | null>(resolve => child.once("exit", resolve));
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return { child, output: () => output, ended };
}
