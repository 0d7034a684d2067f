import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import * as z from "zod";

const identitySchema = z.object({ id: z.string(), addressKey: z.string(), linkKeys: z.string() });

/** What a directory keeps of its own, made when it is first used: names of tables and queues, and the keys. */
export type Identity = z.infer<typeof identitySchema>;

/** A directory that one run at a time works in. */
export type Directory = { readonly path: string; readonly identity: Identity; readonly release: () => void };

/** Milliseconds that a run waits for the one before it to end. */
const patience = 5_000;

/** Opens a directory, making it if need be. Undefined if another run has it and keeps it. */
export async function openDirectory(path: string): Promise<Directory | undefined> {
  const directory = resolve(path);
  mkdirSync(directory, { recursive: true });
  const lock = join(directory, "lock");
  for (const until = Date.now() + patience; !take(lock); await setTimeout(100)) if (Date.now() > until) return undefined;
  return { path: directory, identity: readIdentity(directory), release: () => rmSync(lock, { force: true }) };
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const holder = Number(existsSync(lock) ? readFileSync(lock, "utf8") : 0);
  // A run that was killed leaves its lock behind.
  if (holder !== process.pid && isRunning(holder)) return false;
  rmSync(lock, { force: true });
  return take(lock);
}

function isRunning(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  // The number may belong to another program by now; where the system tells, ask it.
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, "utf8").includes("node");
}

function readIdentity(directory: string): Identity {
  const file = join(directory, "identity.json");
  if (existsSync(file)) return identitySchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const secret = () => randomBytes(32).toString("hex");
  const identity = { id: randomBytes(4).toString("hex"), addressKey: secret(), linkKeys: `a:${secret()}` };
  writeFileSync(`${file}.new`, JSON.stringify(identity), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return identity;
}
