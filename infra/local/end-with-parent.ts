/**
 * Ends this process when npm, which started it, is killed: otherwise it would go on unseen, at work in the same directory
 * as the next run.
 */
export function endWithParent(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, 100).unref();
}
