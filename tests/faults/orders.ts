import { createInterface } from "node:readline/promises";
import { SQSClient } from "@aws-sdk/client-sqs";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { openPipeline } from "../../functions/runtime/open-pipeline.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { localEndpoint } from "../../infra/local/local-endpoint.ts";
import type { QueueUrls } from "../../infra/local/queues.ts";
import { type KillPoint, killedAt } from "./kill-points.ts";
import { type Mutation, mutated } from "./mutations.ts";
import { noted } from "./notes.ts";

/** What the campaign tells a process to be. */
export type Orders = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly endpoints: Readonly<Record<"dynamodb" | "sqs" | "ses", string>>;
  readonly queues: QueueUrls;
  /** The process kills itself the `nth` time that it comes to the point. */
  readonly kill?: { readonly point: KillPoint; readonly nth: number };
  /** How many of the messages that it queues it queues twice, from 0 to 1. */
  readonly repeats: number;
  /** What is broken in it on purpose, to see whether the oracle sees it. */
  readonly mutation?: Mutation | undefined;
};

/** The orders come as a line on the standard input; so a process can stand ready before it is known what it is to be. */
export async function readOrders(): Promise<Orders> {
  const lines = createInterface({ input: process.stdin });
  // The campaign is gone: nobody would end this process.
  lines.on("close", () => process.exit());
  return JSON.parse(await new Promise<string>(resolve => lines.once("line", resolve)));
}

/** The pipeline of a process of the campaign, on the wire. */
export function openOrdered({ environment, endpoints, kill, repeats, mutation }: Orders): { pipeline: Pipeline; sqs: SQSClient } {
  const { dynamodb, sqs: queueing, ses } = endpoints;
  const services = { dynamodb: localEndpoint(dynamodb), sqs: localEndpoint(queueing), ses: localEndpoint(ses) };
  // Silence is never certain here: deployed, SES's events may be lost too.
  const opened = { ...openPipeline(readEnvironment(environment), services), eventsAreCertain: false, log: () => {} };
  const sqs = new SQSClient(services.sqs);
  // A queue that is asked by somebody who is dead by then hides what it gave him: this keeps the dead from asking for long.
  sqs.middlewareStack.add(
    next => args => {
      const input = args.input as { WaitTimeSeconds?: number };
      if (input.WaitTimeSeconds) input.WaitTimeSeconds = 1;
      return next(args);
    },
    { step: "initialize" },
  );
  const repeating = repeats > 0 ? repeated(opened, repeats) : opened;
  const broken = mutation ? mutated(repeating, mutation) : repeating;
  return { pipeline: noted(kill ? killedAt(broken, kill.point, kill.nth) : broken), sqs };
}

/** Queues some messages twice, as a queue may deliver them twice: two workers then have the same one at once. */
function repeated(pipeline: Pipeline, share: number): Pipeline {
  const twice = <Message>(messages: readonly Message[]) =>
    messages.flatMap(message => (Math.random() < share ? [message, message] : [message]));
  const { addressEdition, sendBatch } = pipeline.enqueue;
  return {
    ...pipeline,
    enqueue: {
      addressEdition: (messages, delay) => addressEdition(twice(messages), delay),
      sendBatch: (messages, delay) => sendBatch(twice(messages), delay),
    },
  };
}
