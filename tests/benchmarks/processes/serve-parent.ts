/** What a process does when it is asked. Arguments and answers are plain values. */
export type Commands = Readonly<Record<string, (given: never) => unknown>>;

export type Asked = { readonly id: number; readonly name: string; readonly given: unknown };
export type Answered = { readonly id: number; readonly value?: unknown; readonly error?: string };

/** Answers what the process that started this one asks; ends when that one does. */
export function serveParent(commands: Commands): void {
  process.on("message", async ({ id, name, given }: Asked) => {
    try {
      const value = await commands[name]?.(given as never);
      process.send?.({ id, value } satisfies Answered);
    } catch (error) {
      process.send?.({
        id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Answered);
    }
  });
  process.on("disconnect", () => process.exit());
}

/** What the process was started with. */
export function readOrders<Orders>(): Orders {
  return JSON.parse(process.argv[2] ?? "{}") as Orders;
}
