import { clockBy } from "../../core/access/actor.ts";
import { longestDeadlineMs } from "../../core/bulletins/approval/deadline.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isComposing } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { getBulletin, getDueBulletins } from "../../store/bulletins/bulletins.ts";
import {
  listProposedEditions,
  listUnfinishedEditions,
} from "../../store/bulletins/due-editions.ts";
import { noteTick } from "../../store/sending/ticks.ts";
import { tellHeld } from "../approval/tell-held.ts";
import { composeEdition } from "../editions/compose-edition.ts";
import { keepSample } from "../ledger/keep-sample.ts";
import { readAccount } from "../ledger/read-account.ts";
import { watchEvents } from "../notices/watch-events.ts";
import { watchHeld } from "../notices/watch-held.ts";
import { forgetUnlisted } from "../people/forget-unlisted.ts";
import type { Pipeline } from "../pipeline.ts";
import { reconfirmLists } from "../readers/reconfirm/reconfirm-lists.ts";
import { countLists } from "./count-lists.ts";
import { endLedgers } from "./end-ledgers.ts";
import { noteListening } from "./listen.ts";
import { openSlots } from "./open-slots.ts";
import { hasStalled, redriveEdition } from "./redrive-edition.ts";
import { isUnapproved, prepareSlot, watchProposed, watchSkipped } from "./watch-proposals.ts";
import { watchRestored } from "./watch-restored.ts";
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
  const each: Each = (what, work) => work().catch(error => fail(what, error));
  const unreadable = (key: string, error: unknown) => fail({ key }, error);
  await each({ clock: "listening" }, () => noteListening(pipeline));
  // If this cannot be known, nothing may go out either.
  if (await watchRestored(pipeline, unreadable)) {
    await tellWhatWaits(pipeline, each);
    return endTick(pipeline, failures);
  }
  const coming = new Date(pipeline.now() + longestDeadlineMs);
  for (const due of await getDueBulletins(table, coming, unreadable))
    await each({ bulletin: due.bulletin.id }, () =>
      due.slot.getTime() <= pipeline.now()
        ? openSlots(pipeline, template, due)
        : prepareSlot(pipeline, template, due),
    );
  let unapproved = 0;
  for (const edition of await listProposedEditions(table, unreadable))
    await each({ edition: edition.id }, async () => {
      const after = await watchProposed(pipeline, template, edition);
      if (isUnapproved(after, pipeline.now())) unapproved++;
    });
  for (const edition of await listUnfinishedEditions(table, unreadable))
    await each({ edition: edition.id }, () => lookAfter(pipeline, template, edition));
  await reconfirmLists(pipeline, unreadable, each);
  await each({ clock: "counts" }, () => countLists(pipeline, unreadable));
  await each({ clock: "ledgers" }, () => endLedgers(pipeline));
  await each({ clock: "unlisted" }, () => forgetUnlisted(pipeline));
  // Last, so that this tick gives notice of what it has just held or skipped.
  await each({ watch: "skipped" }, async () => {
    unapproved += await watchSkipped(pipeline);
  });
  pipeline.measure("unapproved", unapproved);
  await tellWhatWaits(pipeline, each);
  await each({ watch: "events" }, async () => {
    // Pages compare editions by their last sample.
    for (const id of await watchEvents(pipeline))
      await keepSample(pipeline, id, await readAccount(pipeline, id));
  });
  await endTick(pipeline, failures);
}

type Each = (what: Readonly<Record<string, string>>, work: () => Promise<void>) => Promise<void>;

async function tellWhatWaits(pipeline: Pipeline, each: Each): Promise<void> {
  await each({ watch: "held" }, () => watchHeld(pipeline));
  await each({ watch: "held-mail" }, () => tellHeld(pipeline));
}

async function endTick(pipeline: Pipeline, failures: readonly unknown[]): Promise<void> {
  // A failed tick counts as a missing tick.
  if (failures.length > 0) throw failures[0];
  await noteTick(pipeline.table, pipeline.now());
  pipeline.measure("clock-tick", 1);
  // A watcher that does not answer makes no tick unhealthy.
  await pipeline
    .pingWatcher?.()
    .catch(error => pipeline.log("ping-failed", { error: String(error) }));
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
