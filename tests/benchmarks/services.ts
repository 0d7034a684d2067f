import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { openPipeline } from "../../functions/runtime/open-pipeline.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { createTable } from "../../infra/local/aws/create-table.ts";
import { startDynamoDb } from "../../infra/local/aws/dynamodb.ts";
import { localEndpoint } from "../../infra/local/aws/local-endpoint.ts";
import { createQueues, type QueueUrls } from "../../infra/local/aws/queues.ts";
import { bundleProcesses, type ProcessName } from "./bundle-processes.ts";
import { benchEnvironment } from "./environment.ts";
import type { Commands } from "./processes/serve-parent.ts";
import type { Sqs } from "./processes/sqs.ts";
import { type BenchProcess, startProcess } from "./start-process.ts";

/** What all processes of a benchmark are told. */
export type Services = {
  readonly environment: Readonly<Record<string, string>>;
  readonly endpoints: Readonly<Record<"dynamodb" | "sqs", string>>;
  readonly queues: QueueUrls;
};

export type StartedServices = Services & {
  readonly sqs: BenchProcess<Sqs>;
  /** Starts one of the bundled processes, which `stop` ends. */
  readonly start: <C extends Commands>(
    name: ProcessName,
    orders: object,
    flags?: readonly string[],
  ) => BenchProcess<C>;
  /** The pipeline for the benchmark's own looks at the ledger. It submits nothing. */
  readonly pipeline: Pipeline;
  readonly stop: () => Promise<void>;
};

/** Seconds, as deployed: six times the function's timeout. */
const feedbackHidden = 360;

/** Starts DynamoDB and SQS, each in a process of its own, with the table and the queues in them. */
export async function startServices(): Promise<StartedServices> {
  const directory = await mkdtemp(join(tmpdir(), "dear-colleague-bench-"));
  const bundles = await bundleProcesses(["counting-ses", "sqs", "step"]);
  const processes: { readonly stop: () => Promise<void> }[] = [];
  const start: StartedServices["start"] = (name, orders, flags) => {
    const started = startProcess<never>(bundles(name), orders, flags);
    processes.push(started);
    return started as never;
  };
  const dynamodb = await startDynamoDb(directory);
  const sqs = start<Sqs>("sqs", {});
  const endpoints = { dynamodb: dynamodb.directUrl, sqs: await sqs.ask("url") };
  const sqsClient = new SQSClient(localEndpoint(endpoints.sqs));
  const queues = await createQueues(sqsClient, "bench", endpoints.sqs);
  await sqsClient.send(
    new SetQueueAttributesCommand({
      QueueUrl: queues["record-feedback"],
      Attributes: { VisibilityTimeout: String(feedbackHidden) },
    }),
  );
  const environment = benchEnvironment("bench", queues);
  const nowhere = {
    dynamodb: localEndpoint(endpoints.dynamodb),
    sqs: localEndpoint(endpoints.sqs),
    ses: {},
  };
  const pipeline = { ...openPipeline(readEnvironment(environment), nowhere), log: () => {} };
  await createTable(pipeline.table.client as DynamoDBClient, pipeline.table.name);
  return {
    environment,
    endpoints,
    queues,
    sqs,
    start,
    pipeline,
    stop: async () => {
      for (const each of processes.reverse()) await each.stop();
      sqsClient.destroy();
      pipeline.table.client.destroy();
      await dynamodb.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
