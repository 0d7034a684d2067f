import { SQSClient } from "@aws-sdk/client-sqs";
import { readEnvironment } from "../../functions/runtime/environment.ts";
import { openPipeline } from "../../functions/runtime/open-pipeline.ts";
import { redriveEdition } from "../../functions/steps/redrive-edition.ts";
import { unfinishedEditions } from "../../functions/store/editions.ts";
import { localEndpoint } from "../../infra/local/local-endpoint.ts";
import { startTriggers } from "../../infra/local/start-triggers.ts";
import { type KillPoint, killedAt } from "./kill-points.ts";

/** What the campaign tells a worker to be. */
export type WorkerOrders = {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly endpoints: Readonly<Record<"dynamodb" | "sqs" | "ses", string>>;
  readonly queues: Readonly<Record<"address-edition" | "send-batch" | "record-feedback", string>>;
  readonly eventsAreCertain: boolean;
  readonly kill?: { readonly point: KillPoint; readonly nth: number };
};

// The real handlers behind real queues, in a process of their own, until somebody kills it.
const orders = JSON.parse(process.argv[2] ?? "{}") as WorkerOrders;
const { dynamodb, sqs, ses } = orders.endpoints;
const services = { dynamodb: localEndpoint(dynamodb), sqs: localEndpoint(sqs), ses: localEndpoint(ses) };
const opened = {
  ...openPipeline(readEnvironment(orders.environment), services),
  eventsAreCertain: orders.eventsAreCertain,
  log: () => {},
};
const pipeline = orders.kill ? killedAt(opened, orders.kill.point, orders.kill.nth) : opened;
startTriggers(new SQSClient(services.sqs), orders.queues, pipeline);

/** The clock's care of what is under way, in the campaign's time: without waiting for an edition to have stood still. */
const tick = async () => {
  for (const edition of await unfinishedEditions(pipeline.table)) await redriveEdition(pipeline, edition);
};
for (;;) {
  await tick().catch(() => {});
  await pipeline.sleep(250);
}
