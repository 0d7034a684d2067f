import { startTriggers } from "../../infra/local/aws/start-triggers.ts";
import { startTrigger } from "../../infra/local/aws/triggers.ts";
import { note } from "./notes.ts";
import { allotted, hear, type Lot, openOrdered, type WorkerOrders } from "./orders.ts";

// The real handlers behind real queues, in their own process, until the campaign kills it.
const next = hear();
const orders = (await next()) as WorkerOrders;
const { pipeline, sqs } = await openOrdered(orders);
const lot = (await next()) as Lot;
startTriggers(sqs, orders.queues, allotted(pipeline, orders, lot), options =>
  startTrigger(
    sqs,
    Object.assign(options, { concurrency: Math.min(options.concurrency, orders.atOnce) }),
  ),
);
note("*");
