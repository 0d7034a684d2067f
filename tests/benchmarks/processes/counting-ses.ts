import type { AddressInfo } from "node:net";
import { setPriority } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { SQSClient } from "@aws-sdk/client-sqs";
import { localEndpoint } from "../../../infra/local/aws/local-endpoint.ts";
import { createFaults } from "../../../infra/local/aws/ses/faults.ts";
import { createSesServer } from "../../../infra/local/aws/ses/protocol/http.ts";
import { listen } from "../../../infra/local/aws/ses/protocol/server-life.ts";
import { countArrivals } from "../count-arrivals.ts";
import { startHeldEvents } from "../held-events.ts";
import { readOrders, serveParent } from "./serve-parent.ts";

export type CountingSesOrders = {
  /** What GetSendQuota says; nothing is enforced, so that what comes too fast is seen and not refused. */
  readonly maxSendRate: number;
  /** Everyone who may be written to has a number below this one. */
  readonly people: number;
  /** Whether the instant of each arrival is kept, or of the first and the last alone. */
  readonly keepTimes: boolean;
  /** Where the events go, if there are to be any: the URLs of SQS and of the queue. */
  readonly events?: { readonly sqs: string; readonly queue: string };
};

// An SES that keeps no copies, since a million letters are 25 GB, but knows how many each person has had.
const orders = readOrders<CountingSesOrders>();
// What measures goes first, where the system lets it: a letter that waits for this process seems to come later than it did.
try {
  setPriority(-10);
} catch {}
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const held =
  orders.events &&
  startHeldEvents(
    new SQSClient({ ...localEndpoint(orders.events.sqs), md5: false }),
    orders.events.queue,
  );
const arrivals = countArrivals(orders, message => held?.hold(message));
let latency = 0;
const server = createSesServer(
  async query => {
    const reply = arrivals.act(query);
    if (latency > 0) await setTimeout(latency);
    return reply;
  },
  { faults: createFaults(Math.random) },
);
await listen(server, 0);

const commands = {
  url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  /** What has come of an edition; of letters that name none, the edition is "". */
  report: (edition: string) => arrivals.report(edition),
  messages: (edition: string) => arrivals.messages(edition),
  times: (edition: string) => arrivals.times(edition),
  /** Events that are not in the queue yet. */
  eventsHeld: () => held?.length() ?? 0,
  /** When the last event came into the queue, in epoch milliseconds. */
  lastPublished: () => held?.lastPublished() ?? 0,
  /** The longest that this process has been busy or held up, in milliseconds: an arrival may be noted so much late. */
  lag: () => delay.max / 1e6,
  setRate: (maxSendRate: number) => arrivals.setRate(maxSendRate),
  /** Milliseconds from taking a message to answering. */
  setLatency: (milliseconds: number) => {
    latency = milliseconds;
  },
};
export type CountingSes = typeof commands;
serveParent(commands);
