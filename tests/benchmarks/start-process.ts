import { fork } from "node:child_process";
import type { Answered, Commands } from "./processes/serve-parent.ts";

/** A process of a benchmark, which does what it is asked. */
export type BenchProcess<C extends Commands> = {
  readonly ask: <Name extends keyof C & string>(
    name: Name,
    ...given: Parameters<C[Name]>
  ) => Promise<Awaited<ReturnType<C[Name]>>>;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

/** Starts a bundled process with its orders. What it asks of V8 is in `flags`. It ends with this one, in whatever way that does. */
export function startProcess<C extends Commands>(
  file: string,
  orders: object,
  flags: readonly string[] = [],
): BenchProcess<C> {
  // Nothing of this process's own loader, or of a debugger: a Lambda has neither.
  const env = { ...process.env, NODE_OPTIONS: "" };
  const child = fork(file, [JSON.stringify(orders)], {
    execArgv: [...flags],
    env,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const waiting = new Map<
    number,
    { resolve: (value: never) => void; reject: (error: Error) => void }
  >();
  let asked = 0;
  child.on("message", ({ id, value, error }: Answered) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    waiting.delete(id);
    if (error === undefined) resolve?.(value as never);
    else reject?.(new Error(`${file}: ${error}`));
  });
  const ended = new Promise<void>(resolve =>
    child.once("exit", code => {
      for (const { reject } of waiting.values())
        reject(new Error(`${file} ended with exit code ${code}`));
      waiting.clear();
      resolve();
    }),
  );
  return {
    ask: (name, ...[given]) =>
      new Promise((resolve, reject) => {
        const id = asked++;
        waiting.set(id, { resolve, reject });
        child.send({ id, name, given }, error => error && reject(error));
      }),
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
