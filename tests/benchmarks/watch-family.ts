import { readdirSync, readFileSync } from "node:fs";

export type FamilyMember = { readonly name: string; readonly cpuMs: number };

type Seen = FamilyMember & { readonly parent: number };

const lookEveryMs = 200;
/** Of the kernel's clock, on all systems that we know. */
const msPerTick = 10;

/** Looks at a process and all that come from it, while they run. Reads /proc. */
export function watchFamily(first: number): {
  readonly stop: () => { readonly processes: FamilyMember[]; readonly peakBytes: number };
} {
  const seen = new Map<number, Seen>();
  let peakBytes = 0;
  const look = () => {
    const all = processesNow();
    const family = new Set([first]);
    // A child has a larger number than its parent, until the numbers begin again.
    for (let size = 0; size < family.size; ) {
      size = family.size;
      for (const [pid, { parent }] of all) if (family.has(parent)) family.add(pid);
    }
    let bytes = 0;
    for (const pid of family) {
      const member = all.get(pid);
      if (!member) continue;
      seen.set(pid, { ...member, name: nameOf(pid) ?? seen.get(pid)?.name ?? member.name });
      bytes += bytesOf(pid);
    }
    peakBytes = Math.max(peakBytes, bytes);
  };
  const looking = setInterval(look, lookEveryMs);
  return {
    stop: () => {
      clearInterval(looking);
      return { processes: [...seen.values()], peakBytes };
    },
  };
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function processesNow(): Map<number, Seen> {
  const processes = new Map<number, Seen>();
  for (const pid of readdirSync("/proc")) {
    const text = /^\d+$/.test(pid) ? readIfThere(`/proc/${pid}/stat`) : undefined;
    if (text === undefined) continue;
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const cpuMs = (Number(fields[11]) + Number(fields[12])) * msPerTick;
    processes.set(Number(pid), { name: pid, cpuMs, parent: Number(fields[1]) });
  }
  return processes;
}

function nameOf(pid: number): string | undefined {
  const words = readIfThere(`/proc/${pid}/cmdline`)?.split("\0").filter(Boolean);
  const files = words?.filter(word => /\.(ts|mjs)$|dynoxide$|^sh$/.test(word));
  // The last one is the program: other modules may be loaded ahead of it.
  return words?.[0] === "sh" ? "sh" : files?.at(-1)?.split("/").at(-1);
}

/**
 * What a process holds itself: its memory that is in no file. The pages of files, such as Node's own
 * program, are the system's cache. A page that several processes share counts in each as its part.
 */
function bytesOf(pid: number): number {
  const text = readIfThere(`/proc/${pid}/smaps_rollup`) ?? "";
  const kilobytes = (kind: string) =>
    Number(new RegExp(`^${kind}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
  return (kilobytes("Pss_Anon") + kilobytes("Pss_Shmem")) * 1_024;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
