/** A tick must not wait long for a watcher that does not answer. */
const timeoutMs = 5_000;

/**
 * Returns what asks for a URL, so that a watcher outside the account notices when the clock stops.
 * Throws if there is no good answer. Follows no redirect.
 */
export function pingerOf(url: string): () => Promise<void> {
  return async () => {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, { redirect: "manual", signal });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`the watcher of the clock answers ${answer.status}`);
  };
}
