import { createInterface } from "node:readline/promises";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { openPipeline } from "../../functions/runtime/open-pipeline.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { getEdition } from "../../functions/store/bulletins/editions.ts";
import { localEndpoint } from "../../infra/local/aws/local-endpoint.ts";
import type { QueueUrls } from "../../infra/local/aws/queues.ts";
import { type KillPoint, killedAt } from "./kill-points.ts";
import { type Mutation, mutated } from "./mutations.ts";
import { noted } from "./notes.ts";

/** Where a process of the campaign is at work, and what is broken in it on purpose, to see whether the oracle sees it. */
export type WorkerOrders = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly endpoints: Readonly<Record<"dynamodb" | "sqs" | "ses", string>>;
  readonly queues: QueueUrls;
  /** The most messages of a queue that a worker has in hand, or waits for. */
  readonly atOnce: number;
  readonly waitSeconds: number;
  readonly mutation?: Mutation | undefined;
};

/** What becomes of it. */
export type Lot = {
  /** The process kills itself the `nth` time that it comes to the point. */
  readonly kill?: { readonly point: KillPoint; readonly nth: number } | undefined;
  /** How many of the messages that it queues it queues twice, from 0 to 1. */
  readonly repeats: number;
  /** Milliseconds by which its clock is ahead of this machine's. */
  readonly ahead: number;
};

/**
 * What a process is told, a line of JSON each: its orders, its lot when it is to begin, and a clock its ticks. It ends when nobody
 * is left to tell it anything.
 */
export function hear(): () => Promise<unknown> {
  const lines = createInterface({ input: process.stdin });
  lines.on("close", () => process.exit());
  const heard = lines[Symbol.asyncIterator]();
  return async () => JSON.parse((await heard.next()).value ?? "null");
}

/** Opens the pipeline on the wire, and touches every service, so that the process loses no time when it begins. */
export async function openOrdered(
  orders: WorkerOrders,
): Promise<{ pipeline: Pipeline; sqs: SQSClient }> {
  const { environment, endpoints, queues, waitSeconds } = orders;
  const { dynamodb, sqs: queueing, ses } = endpoints;
  const services = {
    dynamodb: localEndpoint(dynamodb),
    sqs: localEndpoint(queueing),
    ses: localEndpoint(ses),
  };
  // Silence is never certain here: deployed, SES's events may be lost too.
  const opened = {
    ...openPipeline(readEnvironment(environment), services),
    eventsAreCertain: false,
    log: () => {},
  };
  const sqs = new SQSClient(services.sqs);
  // The local queue does not notice when a waiting receiver has died. A short wait limits the effect.
  sqs.middlewareStack.add(
    next => args => {
      const input = args.input as { WaitTimeSeconds?: number };
      if (input.WaitTimeSeconds) input.WaitTimeSeconds = waitSeconds;
      return next(args);
    },
    { step: "initialize" },
  );
  const status = new GetQueueAttributesCommand({ QueueUrl: queues["send-batch"] });
  // SES may be out of order just now; the pipeline asks again.
  await Promise.allSettled([opened.quota(), getEdition(opened.table, "none"), sqs.send(status)]);
  return { pipeline: opened, sqs };
}

/** The pipeline of a process with these orders and this lot. */
export function allotted(
  pipeline: Pipeline,
  { mutation }: WorkerOrders,
  { kill, repeats, ahead }: Lot,
): Pipeline {
  const right = { ...pipeline, now: () => Date.now() + ahead };
  const shifted = mutation ? mutated(right, mutation) : right;
  const repeating = repeats > 0 ? repeated(shifted, repeats) : shifted;
  return noted(kill ? killedAt(repeating, kill.point, kill.nth) : repeating);
}

/** Queues some messages twice, as a queue may deliver them twice: two workers then have the same one at once. */
function repeated(pipeline: Pipeline, share: number): Pipeline {
  const twice = <Message>(messages: readonly Message[]) =>
    messages.flatMap(message => (Math.random() < share ? [message, message] : [message]));
  const { addressEdition, sendBatch, importList } = pipeline.enqueue;
  return {
    ...pipeline,
    enqueue: {
      addressEdition: (messages, delayMs) => addressEdition(twice(messages), delayMs),
      sendBatch: (messages, delayMs) => sendBatch(twice(messages), delayMs),
      importList: (messages, delayMs) => importList(twice(messages), delayMs),
    },
  };
}
