import { existsSync, readFileSync } from "node:fs";

/** How long the process may take to end by itself after npm was killed. */
const graceMs = 30_000;

/**
 * Ends this process if npm, its parent, is killed. Otherwise it would run on unseen, in the same
 * directory as the next run. SIGHUP comes first, as from a closed terminal, so that the process can
 * finish the letters under way.
 */
export function endWithParent(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
  // npm runs a script in a shell, and some shells stay between npm and the script.
  const began = ancestors();
  const look = setInterval(() => {
    if (ancestors() === began) return;
    clearInterval(look);
    process.kill(process.pid, "SIGHUP");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), graceMs).unref();
  }, 100);
  look.unref();
}

function parentOf(pid: number): string {
  const status = `/proc/${pid}/status`;
  return existsSync(status)
    ? (/^PPid:\s*(\d+)/m.exec(readFileSync(status, "utf8"))?.[1] ?? "")
    : "";
}
