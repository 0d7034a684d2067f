import { readTemplate } from "../../functions/mail/template.ts";
import { runClock } from "../../functions/steps/clock/run-clock.ts";
import { note } from "./notes.ts";
import { allotted, hear, type Lot, openOrdered, type WorkerOrders } from "./orders.ts";

// The real clock, in a process of its own, until somebody kills it. It ticks when it is told to, and takes the time that it is told.
const next = hear();
const orders = (await next()) as WorkerOrders;
const opened = await openOrdered(orders);
const template = await readTemplate(process.argv[2] ?? "");
const pipeline = allotted(opened.pipeline, orders, (await next()) as Lot);
note("*");
for (;;) {
  const now = Number(await next());
  // A tick that comes to grief is followed by the next one, as when it is deployed.
  await runClock({ ...pipeline, now: () => now }, template).catch(() => {});
  note("t");
}
