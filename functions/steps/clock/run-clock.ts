import { clockBy } from "../../core/access/actor.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isComposing } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { type Due, dueBulletins, getBulletin, moveOn } from "../../store/bulletins/bulletins.ts";
import { unfinishedEditions } from "../../store/bulletins/due-editions.ts";
import { noteTick } from "../../store/sending/ticks.ts";
import { composeEdition } from "../editions/compose-edition.ts";
import { watchEvents } from "../notices/watch-events.ts";
import { watchHeld } from "../notices/watch-held.ts";
import type { Pipeline } from "../pipeline.ts";
import { countLists } from "./count-lists.ts";
import { noteListening } from "./listen.ts";
import { hasStalled, redriveEdition } from "./redrive-edition.ts";
import { watchReturns } from "./watch-returns.ts";

/**
 * Runs one tick: opens due editions and continues editions in progress. Parallel ticks and clocks
 * do the work once.
 */
export async function runClock(pipeline: Pipeline, template: Template): Promise<void> {
  const { table } = pipeline;
  const failures: unknown[] = [];
  const fail = (what: Readonly<Record<string, string>>, error: unknown) => {
    pipeline.log("clock-failed", { ...what, error: String(error) });
    failures.push(error);
  };
  /** One failing bulletin or edition must not block the rest. */
  const each = async (what: Readonly<Record<string, string>>, work: () => Promise<void>) =>
    work().catch(error => fail(what, error));
  const unreadable = (key: string, error: unknown) => fail({ key }, error);
  await each({ clock: "listening" }, () => noteListening(pipeline));
  for (const due of await dueBulletins(table, new Date(pipeline.now()), unreadable))
    await each({ bulletin: due.bulletin.id }, () => openEditionOf(pipeline, template, due));
  for (const edition of await unfinishedEditions(table, unreadable))
    await each({ edition: edition.id }, () => lookAfter(pipeline, template, edition));
  await each({ clock: "counts" }, () => countLists(pipeline, unreadable));
  // Last, so that this tick gives notice of what it has just held.
  await each({ watch: "held" }, () => watchHeld(pipeline));
  await each({ watch: "events" }, () => watchEvents(pipeline));
  // A failed tick counts as a missing tick.
  if (failures.length > 0) throw failures[0];
  await noteTick(table, pipeline.now());
  pipeline.measure("clock-tick", 1);
}

async function openEditionOf(pipeline: Pipeline, template: Template, due: Due): Promise<void> {
  // Before opening: an edition that cannot be opened is later with every tick.
  pipeline.measure("slot-late", (pipeline.now() - due.slot.getTime()) / 1000);
  const result = await composeEdition(pipeline, template, { ...due, by: clockBy("due") });
  pipeline.log("bulletin-due", {
    bulletin: due.bulletin.id,
    slot: due.slot.toISOString(),
    result: result.kind,
  });
  await moveOn(pipeline.table, due, new Date(pipeline.now()));
}

/** Queues work again only if no worker has it. */
async function lookAfter(pipeline: Pipeline, template: Template, edition: Edition): Promise<void> {
  await redriveEdition(pipeline, edition);
  await watchReturns(pipeline, edition);
  if (!isComposing(edition) || !(await hasStalled(pipeline, edition, "composing"))) return;
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  if (bulletin)
    await composeEdition(pipeline, template, {
      bulletin,
      slot: new Date(edition.slot),
      by: clockBy("stalled"),
      id: edition.id,
    });
}
