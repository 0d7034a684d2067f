/** npm passes a signal on that the terminal has sent to the whole group already: the same wish comes twice. */
const sameWishMs = 1_000;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Calls `stop` at the first Ctrl-C, termination or closing of the terminal, and `endAtOnce` at the next one. Gives a function
 * that takes this back.
 */
export function onInterrupt(stop: () => void, endAtOnce: () => void): () => void {
  let first: number | undefined;
  const interrupted = () => {
    const now = performance.now();
    if (first === undefined) {
      first = now;
      stop();
    } else if (now - first > sameWishMs) endAtOnce();
  };
  for (const signal of signals) process.on(signal, interrupted);
  return () => {
    for (const signal of signals) process.off(signal, interrupted);
  };
}

/** Once the terminal is closed there is nowhere to write to: that must not end a run before its account is in the ledger. */
export function surviveClosedTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}
