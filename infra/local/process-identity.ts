import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import * as z from "zod";

/** What tells a process from all others. `place`: what its number is of, absent where that cannot be said. */
const identity = z.object({ pid: z.number().int().positive(), place: z.string().optional(), started: z.string().optional() });
type ProcessIdentity = z.infer<typeof identity>;

export function thisProcess(): ProcessIdentity {
  const place = placeOfNumbers();
  return place === undefined ? { pid: process.pid } : { pid: process.pid, place, started: statusOf("self")?.started };
}

/** Whether a process, as JSON of its identity, has certainly ended. Of one in another container or on another machine nobody can say. */
export function hasEnded(text: string): boolean {
  const read = identity.safeParse(parsed(text));
  if (!read.success || read.data.place === undefined || read.data.place !== placeOfNumbers()) return false;
  const { pid, started } = read.data;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
  const status = statusOf(pid);
  // The number may belong to another process by now. One that was killed has it until its parent has taken notice.
  return status !== undefined && (status.started !== started || status.state === "Z" || status.state === "X");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names the boot of the system and the namespace in which processes have their numbers. */
function placeOfNumbers(): string | undefined {
  if (process.platform !== "linux") return `${process.platform} ${hostname()}`;
  try {
    // A /proc that tells of another namespace than this process's own has other processes under the numbers.
    if (statusOf("self")?.pid !== process.pid) return undefined;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return undefined;
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html. `started`: clock ticks after the boot. Undefined where there is no /proc. */
function statusOf(process: number | "self"): { pid: number; state: string | undefined; started: string | undefined } | undefined {
  try {
    const text = readFileSync(`/proc/${process}/stat`, "utf8");
    // The program's name, in brackets, may have blanks and brackets in it.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { pid: Number.parseInt(text, 10), state: fields[0], started: fields[19] };
  } catch {
    return undefined;
  }
}
