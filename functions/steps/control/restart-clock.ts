import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import { type Edition, editionId } from "../../core/bulletins/edition.ts";
import { entryTextSchema } from "../../core/bulletins/entry.ts";
import { loggedReason } from "../../core/bulletins/reason.ts";
import { nextSlot } from "../../core/bulletins/schedule/next-slot.ts";
import { isBound, isProposed, isReady } from "../../core/bulletins/status.ts";
import { findDue, listBulletins, moveOn } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { listProposedEditions, stopWatching } from "../../store/bulletins/due-editions.ts";
import { getEdition, openEdition } from "../../store/bulletins/editions.ts";
import { listOpenEntries } from "../../store/bulletins/entries.ts";
import { confirmOrigin, getOrigin, type RestoredTable } from "../../store/sending/origins.ts";
import { decision } from "../decision.ts";
import { rewriteEntry } from "../editions/entries/write-entry.ts";
import { releaseEntries } from "../editions/return-to-waiting.ts";
import type { Pipeline } from "../pipeline.ts";

/** What becomes of the entries that are marked ready and were saved before the restore. */
export const readyEntriesChoices = ["draft", "keep"] as const;
export type ReadyEntries = (typeof readyEntriesChoices)[number];

export type RestartOutcome =
  | { readonly kind: "restarted"; readonly skipped: number; readonly drafts: number }
  /** The clock does not wait for this decision. */
  | { readonly kind: "not-restored" };

/** Passed dates of one bulletin that get an edition. */
const maxDates = 50;

/**
 * Lets the clock go on after a restore from a backup. The dates that have passed by then are skipped:
 * their letters may have gone out. So may the entries that are ready, and they become drafts unless
 * the person keeps them. What is held stays held. A repetition continues an interrupted one.
 */
export async function restartClock(
  pipeline: Pipeline,
  entries: ReadyEntries,
  by: Actor,
): Promise<RestartOutcome> {
  const { table } = pipeline;
  const restored = (await getOrigin(table))?.restored;
  if (!restored) return { kind: "not-restored" };
  let [skipped, drafts] = [0, 0];
  for (const edition of await listProposedEditions(table))
    if (Date.parse(edition.slot) <= pipeline.now() && (await skipProposed(pipeline, edition, by)))
      skipped++;
  for (const bulletin of await listBulletins(table)) {
    skipped += await skipPassed(pipeline, bulletin, by);
    if (entries === "draft") drafts += await returnToDrafts(pipeline, bulletin, restored, by);
  }
  const history = decision(pipeline, {
    by,
    what: "clock-restarted",
    on: { kind: "clock", id: "clock" },
    changes: { entries: { after: entries }, skipped: { after: skipped } },
  });
  if (!(await confirmOrigin(table, restored, history))) return { kind: "not-restored" };
  pipeline.log("clock-restarted", { entries, skipped, drafts, by: byline(by) });
  return { kind: "restarted", skipped, drafts };
}

const reason = { code: "skipped-restored" } as const;

async function skipProposed(pipeline: Pipeline, edition: Edition, by: Actor): Promise<boolean> {
  if (!isProposed(edition)) return false;
  const history = skipping(pipeline, edition.id, by);
  if (!(await changeEdition(pipeline.table, edition, { kind: "skip", reason, history })))
    return false;
  logSkipped(pipeline, edition.id, by);
  await releaseEntries(pipeline, edition, edition.entries);
  await stopWatching(pipeline.table, { ...edition, status: "skipped" });
  return true;
}

/** Skips the dates of a bulletin that have passed without an edition. Returns how many. */
async function skipPassed(pipeline: Pipeline, bulletin: Bulletin, by: Actor): Promise<number> {
  const { table, now } = pipeline;
  let skipped = 0;
  for (;;) {
    const slot = (await findDue(table, bulletin.id))?.slot;
    if (!slot || slot.getTime() > now()) return skipped;
    const isLast = skipped === maxDates;
    if (!isLast && (await skipDate(pipeline, bulletin, slot, by))) skipped++;
    const next = nextSlot(bulletin, isLast ? new Date(now()) : slot);
    await moveOn(table, { bulletin, slot }, next);
  }
}

async function skipDate(
  pipeline: Pipeline,
  { id: bulletin, lists, sender }: Bulletin,
  slot: Date,
  by: Actor,
): Promise<boolean> {
  const { table } = pipeline;
  const id = editionId(bulletin, slot);
  if (await getEdition(table, id)) return false;
  const edition: Edition = {
    id,
    bulletin,
    slot: slot.toISOString(),
    status: "skipped",
    reason,
    entries: [],
    lists,
    sender,
    subject: "",
    hash: "",
    audience: 0,
    rounds: 0,
  };
  await openEdition(table, edition, skipping(pipeline, id, by));
  logSkipped(pipeline, id, by);
  await stopWatching(table, edition);
  return true;
}

function logSkipped(pipeline: Pipeline, edition: string, by: Actor): void {
  pipeline.log("edition-skipped", { edition, ...loggedReason(reason), by: byline(by) });
}

function skipping(pipeline: Pipeline, id: string, by: Actor) {
  const changes = { reason: { after: reason } };
  return decision(pipeline, { by, what: "edition-skipped", on: editionSubject(id), changes });
}

async function returnToDrafts(
  pipeline: Pipeline,
  bulletin: Bulletin,
  { at }: RestoredTable,
  by: Actor,
): Promise<number> {
  let drafts = 0;
  for (const entry of await listOpenEntries(pipeline.table, bulletin.id)) {
    if (!isReady(entry) || isBound(entry) || entry.updatedAt > at) continue;
    const text = entryTextSchema.parse({ ...entry, status: "draft" });
    const { kind } = await rewriteEntry(pipeline, { entry, text, seen: entry.version }, by);
    if (kind === "written") drafts++;
  }
  return drafts;
}
