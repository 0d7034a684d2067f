import { readTemplate } from "../../functions/mail/template.ts";
import { runClock } from "../../functions/steps/run-clock.ts";
import { note } from "./notes.ts";
import { openOrdered, readOrders } from "./orders.ts";

/** Milliseconds between two ticks: the campaign has less time than AWS. */
const pause = 500;

// The real clock, in a process of its own, until somebody kills it.
const { pipeline } = openOrdered(await readOrders());
const template = await readTemplate(process.argv[2] ?? "");
note("*");
for (;;) {
  // A tick that comes to grief is followed by the next one, as when it is deployed.
  await runClock(pipeline, template).catch(() => {});
  await pipeline.sleep(pause);
}
