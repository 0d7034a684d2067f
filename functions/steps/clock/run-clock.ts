import type { Edition } from "../../core/bulletins/edition.ts";
import type { Template } from "../../mail/render-letter.ts";
import { type Due, dueBulletins, getBulletin, moveOn } from "../../store/bulletins/bulletins.ts";
import { unfinishedEditions } from "../../store/bulletins/editions.ts";
import { noteTick } from "../../store/sending/ticks.ts";
import { composeEdition } from "../editions/compose-edition.ts";
import { watchEvents } from "../notices/watch-events.ts";
import { watchHeld } from "../notices/watch-held.ts";
import type { Pipeline } from "../pipeline.ts";
import { noteListening } from "./listen.ts";
import { hasStalled, redriveEdition } from "./redrive-edition.ts";
import { watchReturns } from "./watch-returns.ts";

/** One tick: opens what is due, and looks after what is under way. Two clocks, or two ticks at once, do it once. */
export async function runClock(pipeline: Pipeline, template: Template): Promise<void> {
  const { table } = pipeline;
  const failures: unknown[] = [];
  /** One bulletin or edition that comes to grief must not keep the others from their turn. */
  const each = async (what: Readonly<Record<string, string>>, work: () => Promise<void>) =>
    work().catch(error => {
      pipeline.log("clock-failed", { ...what, error: String(error) });
      failures.push(error);
    });
  await each({ clock: "listening" }, () => noteListening(pipeline));
  for (const due of await dueBulletins(table, new Date(pipeline.now())))
    await each({ bulletin: due.bulletin.id }, () => openEditionOf(pipeline, template, due));
  for (const edition of await unfinishedEditions(table))
    await each({ edition: edition.id }, () => lookAfter(pipeline, template, edition));
  // Afterwards: what this tick has held is told of at once.
  await each({ watch: "held" }, () => watchHeld(pipeline));
  await each({ watch: "events" }, () => watchEvents(pipeline));
  // A clock that comes to grief on its way counts as silent.
  if (failures.length > 0) throw failures[0];
  await noteTick(table, pipeline.now());
  pipeline.measure("clock-tick", 1);
}

async function openEditionOf(pipeline: Pipeline, template: Template, due: Due): Promise<void> {
  // Before it is opened: one that cannot be is later with every tick.
  pipeline.measure("slot-late", (pipeline.now() - due.slot.getTime()) / 1000);
  const result = await composeEdition(pipeline, template, due.bulletin, due.slot);
  pipeline.log("bulletin-due", { bulletin: due.bulletin.id, slot: due.slot.toISOString(), result: result.kind });
  await moveOn(pipeline.table, due, new Date(pipeline.now()));
}

/** Work is queued again only where nobody has it in hand. */
async function lookAfter(pipeline: Pipeline, template: Template, edition: Edition): Promise<void> {
  await redriveEdition(pipeline, edition);
  await watchReturns(pipeline, edition);
  if (edition.status !== "composing" || !(await hasStalled(pipeline, edition, "composing"))) return;
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  if (bulletin) await composeEdition(pipeline, template, bulletin, new Date(edition.slot), { id: edition.id });
}
