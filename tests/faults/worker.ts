import { startTriggers } from "../../infra/local/start-triggers.ts";
import { note } from "./notes.ts";
import { openOrdered, readOrders } from "./orders.ts";

// The real handlers behind real queues, in a process of their own, until somebody kills it.
const orders = await readOrders();
const { pipeline, sqs } = openOrdered(orders);
startTriggers(sqs, orders.queues, pipeline);
note("*");
