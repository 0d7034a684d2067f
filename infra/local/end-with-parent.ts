import { existsSync, readFileSync } from "node:fs";

/**
 * Ends this process when npm, which started it, is killed: otherwise it would go on unseen, at work in the same directory
 * as the next run.
 */
export function endWithParent(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
  // npm runs a script in a shell, and not every shell makes way for its last command.
  const began = ancestors();
  setInterval(() => {
    if (ancestors() !== began) process.kill(process.pid, "SIGKILL");
  }, 100).unref();
}

function parentOf(pid: number): string {
  const status = `/proc/${pid}/status`;
  return existsSync(status) ? (/^PPid:\s*(\d+)/m.exec(readFileSync(status, "utf8"))?.[1] ?? "") : "";
}
