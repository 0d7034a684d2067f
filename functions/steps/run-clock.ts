import type { Account } from "../core/account.ts";
import type { Edition } from "../core/edition.ts";
import type { Template } from "../mail/render-letter.ts";
import { dueBulletins, getBulletin, moveOn } from "../store/bulletins.ts";
import { noteTick } from "../store/clock.ts";
import { noteProgress, unfinishedEditions } from "../store/editions.ts";
import { composeEdition } from "./compose-edition.ts";
import type { Pipeline } from "./pipeline.ts";
import { readAccount } from "./read-account.ts";
import { redriveEdition } from "./redrive-edition.ts";

/** One tick: opens what is due, and looks after what is under way. Two clocks, or two ticks at once, do it once. */
export async function runClock(pipeline: Pipeline, template: Template): Promise<void> {
  for (const due of await dueBulletins(pipeline.table, new Date(pipeline.now()))) {
    // Before it is opened: one that cannot be is later with every tick.
    pipeline.measure("slot-late", (pipeline.now() - due.slot.getTime()) / 1000);
    const result = await composeEdition(pipeline, template, due.bulletin, due.slot);
    pipeline.log("bulletin-due", { bulletin: due.bulletin.id, slot: due.slot.toISOString(), result: result.kind });
    await moveOn(pipeline.table, due, new Date(pipeline.now()));
  }
  for (const edition of await unfinishedEditions(pipeline.table)) await lookAfter(pipeline, template, edition);
  // Last, so that a clock that comes to grief on its way counts as silent.
  await noteTick(pipeline.table, pipeline.now());
  pipeline.measure("clock-tick", 1);
}

/** People accepted from which on a rate says something: SES's own reviews look at volumes, not at the first few. */
const enough = 100;

function measureEdition(pipeline: Pipeline, { pending, accepted, bounced, complained }: Account): void {
  pipeline.measure("pending", pending);
  if (accepted < enough) return;
  pipeline.measure("bounce-percent", (100 * bounced) / accepted);
  pipeline.measure("complaint-percent", (100 * complained) / accepted);
}

/** Work is queued again only for an edition that has stood still for a while: the queues have the rest in hand. */
async function lookAfter(pipeline: Pipeline, template: Template, edition: Edition): Promise<void> {
  const account = await readAccount(pipeline, edition.id);
  if (edition.status === "sending") measureEdition(pipeline, account);
  const { accepted, rejected, suppressed, pending } = account;
  const mark = `${edition.status} ${accepted + rejected + suppressed} ${pending}`;
  const since = await noteProgress(pipeline.table, edition.id, mark, pipeline.now());
  if (since + pipeline.limits.stall > pipeline.now() && pending > 0) return;
  if (edition.status !== "composing") return redriveEdition(pipeline, edition);
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  if (bulletin) await composeEdition(pipeline, template, bulletin, new Date(edition.slot), { id: edition.id });
}
