import type { EditionProcesses } from "./edition-processes.ts";
import type { StepFigures, StepName } from "./processes/step.ts";

/** What a step costs; of send-batch all its workers together, but for the memory, which is the greediest one's. */
export type StepCost = StepFigures & {
  /** All requests to SQS about the step's own queue, from any sender: AWS charges for each. */
  readonly requests: number;
};

const stepNames = ["import", "compose", "address", "send", "feedback", "clock"] as const;
const queueOf: Partial<Record<StepName, keyof EditionProcesses["queues"]>> = {
  address: "address-edition",
  send: "send-batch",
  feedback: "record-feedback",
};

/** What every step has cost so far. */
export async function readMeter({
  steps,
  sending,
  sqs,
  queues,
}: EditionProcesses): Promise<Record<StepName, StepCost>> {
  const asked = Object.entries(await sqs.ask("requests"));
  const costs = await Promise.all(
    stepNames.map(async name => {
      const workers = name === "send" ? sending : [steps[name]];
      const figures = await Promise.all(workers.map(worker => worker.ask("figures")));
      const queue = queueOf[name];
      const urlEnd = queue && queues[queue].slice(queues[queue].lastIndexOf("/") + 1);
      // To ask how many messages wait is the benchmark's own doing.
      const own = asked.filter(
        ([what]) => what.startsWith(`${urlEnd} `) && !what.endsWith("GetQueueAttributes"),
      );
      const requests = own.reduce((sum, [, count]) => sum + count, 0);
      return [name, { ...figures.reduce(together), requests }] as const;
    }),
  );
  return Object.fromEntries(costs) as Record<StepName, StepCost>;
}

/** What was added between two readings; of memory there is only the peak. */
export function since(
  before: Record<StepName, StepCost>,
  after: Record<StepName, StepCost>,
): Record<StepName, StepCost> {
  const costs = stepNames.map(name => {
    const added = combine(after[name], before[name], (a, b) => a - b);
    return [name, { ...added, requests: after[name].requests - before[name].requests }] as const;
  });
  return Object.fromEntries(costs) as Record<StepName, StepCost>;
}

function together(a: StepFigures, b: StepFigures): StepFigures {
  return {
    ...combine(a, b, (one, other) => one + other),
    peakMemory: Math.max(a.peakMemory, b.peakMemory),
  };
}

function combine(
  a: StepFigures,
  b: StepFigures,
  how: (a: number, b: number) => number,
): StepFigures {
  return {
    readUnits: how(a.readUnits, b.readUnits),
    writeUnits: how(a.writeUnits, b.writeUnits),
    cpu: how(a.cpu, b.cpu),
    invocations: how(a.invocations, b.invocations),
    peakMemory: a.peakMemory,
  };
}
