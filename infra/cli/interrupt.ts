/**
 * A signal within this time is the same one: npm repeats the terminal's signal to its whole process
 * group.
 */
const sameSignalMs = 1_000;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Calls `stop` at the first Ctrl-C, SIGTERM or closed terminal, and `endAtOnce` at the next one.
 * Returns a function that removes the handlers.
 */
export function onInterrupt(stop: () => void, endAtOnce: () => void): () => void {
  let first: number | undefined;
  const interrupted = () => {
    const now = performance.now();
    if (first === undefined) {
      first = now;
      stop();
    } else if (now - first > sameSignalMs) endAtOnce();
  };
  for (const signal of signals) process.on(signal, interrupted);
  return () => {
    for (const signal of signals) process.off(signal, interrupted);
  };
}

/**
 * Ignores errors of writing to a closed terminal: they must not end a run before its results are in
 * the ledger.
 */
export function surviveClosedTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}
