import { readTemplate } from "../../functions/mail/template.ts";
import { runClock } from "../../functions/steps/clock/run-clock.ts";
import { note } from "./notes.ts";
import { allotted, hear, type Lot, openOrdered, type WorkerOrders } from "./orders.ts";

// The real clock, in its own process, until the campaign kills it. It ticks on command, and takes
// the time from the command.
const next = hear();
const orders = (await next()) as WorkerOrders;
const opened = await openOrdered(orders);
const template = await readTemplate(process.argv[2] ?? "");
const pipeline = allotted(opened.pipeline, orders, (await next()) as Lot);
note("*");
for (;;) {
  const now = Number(await next());
  // After a failed tick the next one follows, as when deployed.
  await runClock({ ...pipeline, now: () => now }, template).catch(() => {});
  note("t");
}
