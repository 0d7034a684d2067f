import { setTimeout as sleep } from "node:timers/promises";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { Template } from "../../../functions/mail/template.ts";
import { readEnvironment } from "../../../functions/runtime/environment.ts";
import { openPipeline } from "../../../functions/runtime/open-pipeline.ts";
import type { Pipeline } from "../../../functions/steps/pipeline.ts";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { sendPlainly } from "../../../infra/local/aws/table/plain-requests.ts";
import { startTrigger } from "../../../infra/local/aws/triggers.ts";
import { ann } from "../../examples/builders.ts";
import { countUnits } from "../count-units.ts";
import type { ImportAct } from "../import.ts";
import type { BenchLetter } from "../letter.ts";
import { peopleBetween } from "../people.ts";
import type { Services } from "../services.ts";
import { readOrders, serveParent } from "./serve-parent.ts";

export type StepName = "import" | "compose" | "address" | "send" | "feedback" | "clock";
export type StepOrders = Services & {
  readonly step: StepName;
  readonly ses: string;
  readonly feedbackWindow: number;
};

/** What a step has cost so far. */
export type StepFigures = {
  /** Of DynamoDB, as it says itself. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Milliseconds on a processor. */
  readonly cpu: number;
  /** The most memory that the process has had, in bytes. */
  readonly peakMemory: number;
  readonly invocations: number;
};

// One step in a process of its own, as a Lambda is: the real handler, with what it imports and no more.
const orders = readOrders<StepOrders>();
const { dynamodb, sqs } = orders.endpoints;
const endpoints = {
  dynamodb: localEndpoint(dynamodb),
  sqs: localEndpoint(sqs),
  ses: localEndpoint(orders.ses),
};
const pipeline: Pipeline = {
  ...openPipeline(readEnvironment(orders.environment), endpoints),
  log: () => {},
};
// As `npm run list` and `npm start` do. Deployed, an import goes through the SDK.
if (orders.environment.INSERT_THROUGH === "transactions")
  sendPlainly(pipeline.table.client, dynamodb);
const units = countUnits(pipeline.table.client);
let invocations = 0;
/** Epoch milliseconds. */
let lastBegan = 0;
let lastEnded = 0;

/** As deployed (infra/pipeline-stack.ts), but for one invocation at a time: another is another process. */
const triggers = {
  address: { queue: "address-edition", batchSize: 1, batchWindowMs: 0, timeoutMs: 120_000 },
  send: { queue: "send-batch", batchSize: 1, batchWindowMs: 0, timeoutMs: 90_000 },
  feedback: {
    queue: "record-feedback",
    batchSize: 1_000,
    batchWindowMs: orders.feedbackWindow,
    timeoutMs: 60_000,
  },
} as const;

async function handlerOf(step: keyof typeof triggers) {
  const open = () => pipeline;
  if (step === "address")
    return (await import("../../../functions/address-edition.ts")).addressEditionHandler(open);
  if (step === "send")
    return (await import("../../../functions/send-batch.ts")).sendBatchHandler(open);
  return (await import("../../../functions/record-feedback.ts")).recordFeedbackHandler(open);
}

async function work(): Promise<void> {
  const step = orders.step as keyof typeof triggers;
  const { queue, ...settings } = triggers[step];
  const handler = await handlerOf(step);
  const stop = (error: unknown) => {
    console.error(`${step}:`, error);
    process.exit(1);
  };
  // What Lambda's poller does for a function is not the function's: it is kept as cheap as it can be.
  startTrigger(new SQSClient({ ...endpoints.sqs, md5: false }), {
    ...settings,
    queueUrl: orders.queues[queue],
    concurrency: 1,
    handler: async (event, context) => {
      lastBegan = Date.now();
      const answer = await handler(event, context);
      if (answer.batchItemFailures.length > 0) stop("a message could not be handled");
      invocations++;
      lastEnded = Date.now();
      return answer;
    },
    onError: stop,
  });
  await sleep(0);
}

const commands = {
  /** Begins to work off the step's queue. */
  work,
  importPeople: async ({ list, from, to }: { list: string; from: number; to: number }) => {
    const { importList } = await import("../../../functions/steps/people/import-list.ts");
    await importList(pipeline, list, peopleBetween(from, to), { by: ann });
  },
  /** One step of the import of a file, with the wall-clock time that it took. */
  importFile: async ({ file, list, act }: { file: string; list: string; act: ImportAct }) => {
    const { importFileFor } = await import("../import-acts.ts");
    return importFileFor(pipeline, { file, list, act });
  },
  compose: async ({
    letter,
    name,
    lists,
  }: {
    letter: BenchLetter;
    name: string;
    lists: readonly string[];
  }) => {
    const { openEdition } = await import("../open-edition.ts");
    return openEdition(pipeline, letter, { name, lists });
  },
  tick: async (template: Template) => {
    const { runClock } = await import("../../../functions/steps/clock/run-clock.ts");
    await runClock(pipeline, template);
    invocations++;
  },
  figures: (): StepFigures => {
    const { user, system } = process.cpuUsage();
    const peakMemory = process.resourceUsage().maxRSS * 1024;
    return { ...units(), cpu: (user + system) / 1000, peakMemory, invocations };
  },
  /** Of the last invocation. */
  times: () => ({ lastBegan, lastEnded }),
};
export type Step = typeof commands;
serveParent(commands);
