import { existsSync, readFileSync } from "node:fs";

/** Milliseconds that an orphan is given to end by itself. */
const patienceMs = 30_000;

/**
 * Ends this process when npm, which started it, is killed: otherwise it would go on unseen, at work in the same directory
 * as the next run. It is told so as by a terminal that is closed, and so may finish the letters under way.
 */
export function endWithParent(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
  // npm runs a script in a shell, and not every shell makes way for its last command.
  const began = ancestors();
  const look = setInterval(() => {
    if (ancestors() === began) return;
    clearInterval(look);
    process.kill(process.pid, "SIGHUP");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), patienceMs).unref();
  }, 100);
  look.unref();
}

function parentOf(pid: number): string {
  const status = `/proc/${pid}/status`;
  return existsSync(status) ? (/^PPid:\s*(\d+)/m.exec(readFileSync(status, "utf8"))?.[1] ?? "") : "";
}
