import type { Pipeline } from "../../../functions/steps/pipeline.ts";

export type Stepped = {
  /** Lets a number of requests to the table through. Returns false if the work ended before. */
  readonly run: (requests: number) => Promise<boolean>;
  /** Lets everything through, and waits for the end. */
  readonly finish: () => Promise<void>;
};

/** Starts work that waits before each of its requests to the table. */
export function stepByStep(
  pipeline: Pipeline,
  work: (pipeline: Pipeline) => Promise<unknown>,
): Stepped {
  const { table } = pipeline;
  const waiting: (() => void)[] = [];
  let inFlight = 0;
  let isOpen = false;
  let ended: Promise<unknown> | undefined;
  let isOver = false;
  const send = async (...given: Parameters<typeof table.client.send>) => {
    if (!isOpen) await new Promise<void>(go => void waiting.push(go));
    inFlight++;
    try {
      return await table.client.send(...given);
    } finally {
      inFlight--;
    }
  };
  const client = Object.create(table.client, { send: { value: send } });
  ended = work({ ...pipeline, table: { ...table, client } }).finally(() => {
    isOver = true;
  });
  // Awaited in `finish`; work that was killed is never finished.
  ended.catch(() => {});
  const settled = async () => {
    while (inFlight > 0 || (waiting.length === 0 && !isOver))
      await new Promise(resolve => setImmediate(resolve));
  };
  return {
    run: async requests => {
      for (let count = 0; count < requests; count++) {
        await settled();
        if (isOver) return false;
        waiting.shift()?.();
      }
      await settled();
      return !isOver;
    },
    finish: async () => {
      isOpen = true;
      for (const go of waiting.splice(0)) go();
      await ended;
    },
  };
}
