import type { Edition } from "../core/edition.ts";
import type { Template } from "../mail/render-letter.ts";
import { dueBulletins, getBulletin, moveOn } from "../store/bulletins.ts";
import { noteTick } from "../store/clock.ts";
import { unfinishedEditions } from "../store/editions.ts";
import { composeEdition } from "./compose-edition.ts";
import type { Pipeline } from "./pipeline.ts";
import { hasStalled, redriveEdition } from "./redrive-edition.ts";
import { watchReturns } from "./watch-returns.ts";

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

/** Work is queued again only where nobody has it in hand. */
async function lookAfter(pipeline: Pipeline, template: Template, edition: Edition): Promise<void> {
  await redriveEdition(pipeline, edition);
  await watchReturns(pipeline, edition);
  if (edition.status !== "composing" || !(await hasStalled(pipeline, edition, "composing"))) return;
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  if (bulletin) await composeEdition(pipeline, template, bulletin, new Date(edition.slot), { id: edition.id });
}
