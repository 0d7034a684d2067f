import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import * as z from "zod";

/** Identifies a process. `place` is the scope of the pid; undefined if it cannot be determined. */
const identity = z.object({
  pid: z.number().int().positive(),
  place: z.string().optional(),
  started: z.string().optional(),
});
type ProcessIdentity = z.infer<typeof identity>;

export function thisProcess(): ProcessIdentity {
  const place = pidScope();
  return place === undefined
    ? { pid: process.pid }
    : { pid: process.pid, place, started: statusOf("self")?.started };
}

/**
 * Whether a process, given as JSON of its identity, has certainly ended. False for processes of
 * other containers or machines.
 */
export function hasEnded(text: string): boolean {
  const read = identity.safeParse(parsed(text));
  if (!read.success || read.data.place === undefined || read.data.place !== pidScope())
    return false;
  const { pid, started } = read.data;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
  const status = statusOf(pid);
  // Another process may have the pid by now. A killed process keeps its pid until its parent has
  // waited for it.
  return (
    status !== undefined &&
    (status.started !== started || status.state === "Z" || status.state === "X")
  );
}

/**
 * Kills a process, given as JSON of its identity, if it certainly still runs. Returns whether it did.
 * A frozen process ends too.
 */
export function endIfRunning(text: string): boolean {
  const read = identity.safeParse(parsed(text));
  if (!read.success || read.data.place === undefined || read.data.place !== pidScope())
    return false;
  const { pid, started } = read.data;
  if (started === undefined || statusOf(pid)?.started !== started || hasEnded(text)) return false;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    return false; // It has ended by itself, or belongs to another user.
  }
  return true;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names the boot of the system and its pid namespace. */
function pidScope(): string | undefined {
  if (process.platform !== "linux") return `${process.platform} ${hostname()}`;
  try {
    // If /proc belongs to another pid namespace, its pids belong to other processes.
    if (statusOf("self")?.pid !== process.pid) return undefined;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return undefined;
  }
}

/**
 * Returns undefined without /proc. `started` is in clock ticks after the boot.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function statusOf(
  process: number | "self",
): { pid: number; state: string | undefined; started: string | undefined } | undefined {
  try {
    const text = readFileSync(`/proc/${process}/stat`, "utf8");
    // The program's name is in brackets, and may contain blanks and brackets.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid: Number.parseInt(text, 10), state: fields[0], started: fields[19] };
  } catch {
    return undefined;
  }
}
