/** What one side of a channel does when the other side asks. Arguments and answers are plain values. */
export type Asks = Readonly<Record<string, (given: never) => unknown>>;

/** The other side of a channel between two processes. */
export type OtherSide<Theirs extends Asks> = {
  /** Rejects with the other side's error, or if the other process ends. */
  readonly ask: <Name extends keyof Theirs & string>(
    name: Name,
    ...given: Parameters<Theirs[Name]>
  ) => Promise<Awaited<ReturnType<Theirs[Name]>>>;
};

/** This process, or a child process. */
type Port = {
  on(event: string, listener: (given: unknown) => void): unknown;
  send?(message: Message, sent: (error: Error | null) => void): boolean;
};

type Message =
  | { readonly kind: "ask"; readonly id: number; readonly name: string; readonly given: unknown }
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "failure"; readonly id: number; readonly error: SentError };

/** An error as a plain value: a structured clone of an error loses its code and path. */
export type SentError = {
  readonly message: string;
  readonly code?: string | undefined;
  readonly path?: string | undefined;
};

export function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, code, path } = error as NodeJS.ErrnoException;
  return { message, code, path };
}

export function receivedError({ message, code, path }: SentError): Error {
  return Object.assign(new Error(message), code !== undefined && { code, path });
}

/**
 * Opens the channel to a child process, or in that child to its parent (`process`). Both sides may
 * ask.
 */
export function openChannel<Theirs extends Asks>(port: Port, mine: Asks): OtherSide<Theirs> {
  const waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void }
  >();
  let asked = 0;
  let hasEnded = false;
  // Who answers may have lost the other side: then nobody waits for the answer.
  const reply = (message: Message) => port.send?.(message, () => {});
  const answer = async ({ id, name, given }: Message & { kind: "ask" }) => {
    try {
      reply({ kind: "answer", id, value: await mine[name]?.(given as never) });
    } catch (error) {
      reply({ kind: "failure", id, error: sentError(error) });
    }
  };
  port.on("message", given => {
    const message = given as Message;
    if (message.kind === "ask") return void answer(message);
    const { resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if (message.kind === "answer") resolve?.(message.value as never);
    else reject?.(receivedError(message.error));
  });
  port.on("disconnect", () => {
    hasEnded = true;
    for (const { reject } of waiting.values()) reject(new Error("the other process ended"));
    waiting.clear();
  });
  return {
    ask: (name, ...[given]) =>
      new Promise((resolve, reject) => {
        if (hasEnded) return reject(new Error("the other process has ended"));
        const id = asked++;
        waiting.set(id, { resolve, reject });
        port.send?.({ kind: "ask", id, name, given }, error => {
          if (error && waiting.delete(id)) reject(error);
        });
      }),
  };
}
