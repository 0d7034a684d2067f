import { type Actor, byline } from "../../../core/access/actor.ts";
import {
  type Correction,
  correctedEntryId,
  unscheduledSlot,
} from "../../../core/bulletins/correction/correction.ts";
import type { WhyNotCorrected } from "../../../core/bulletins/correction/why-not-corrected.ts";
import type { Edition } from "../../../core/bulletins/edition.ts";
import type { Entry, EntryText } from "../../../core/bulletins/entry.ts";
import type { Variant } from "../../../core/bulletins/languages/letter-text.ts";
import { isBound, isOver, reachedNobody } from "../../../core/bulletins/status.ts";
import { unsettledUntil } from "../../../core/ledger/progress.ts";
import type { Template } from "../../../mail/template.ts";
import { getBulletin } from "../../../store/bulletins/bulletins.ts";
import { getEdition } from "../../../store/bulletins/editions.ts";
import { listOpenEntries } from "../../../store/bulletins/entries.ts";
import { listProgress } from "../../../store/ledger/batch-progress.ts";
import { rewriteEntry, writeNewEntry } from "../../editions/entries/write-entry.ts";
import { readAccount } from "../../ledger/read-account.ts";
import type { Pipeline } from "../../pipeline.ts";
import { proposeEdition } from "../propose-edition.ts";

export type CorrectOutcome =
  /** The corrected letter waits for a person's yes, by every rule. */
  | { readonly kind: "proposed"; readonly edition: Edition }
  /** Someone has begun a correction before: this one. */
  | { readonly kind: "corrected-before"; readonly edition: string }
  | WhyNotCorrected;

/**
 * The words of a sent entry as they should have been, in each of its languages. An entry that is not
 * named is left out.
 */
export type CorrectedText = Pick<EntryText, "title" | "body"> & {
  readonly variants: readonly Variant[];
  readonly sent: Entry;
};

export type Correcting = {
  /** The sent edition. */
  readonly edition: string;
  readonly texts: readonly CorrectedText[];
  readonly to: Correction["to"];
  readonly isSaid: boolean;
  readonly by: Actor;
};

/**
 * Begins the correction of a sent edition: saves the corrected words as entries that no other edition
 * takes, and puts the letter to the approvers. From then on nobody gets the wrong letter any more.
 * After an interruption, repeat this to complete it.
 */
export async function beginCorrection(
  pipeline: Pipeline,
  template: Template,
  asked: Correcting,
): Promise<CorrectOutcome> {
  const { table } = pipeline;
  const wrong = await getEdition(table, asked.edition);
  const bulletin = wrong && (await getBulletin(table, wrong.bulletin));
  if (!wrong || !bulletin) return { kind: "unknown" };
  const before = wrong.correctedBy && (await getEdition(table, wrong.correctedBy));
  if (before && !reachedNobody(before)) return { kind: "corrected-before", edition: before.id };
  const refusal = await whyNotCorrected(pipeline, wrong);
  if (refusal) return refusal;
  if (asked.texts.length === 0) return { kind: "nothing-left" };
  await saveTexts(pipeline, wrong, asked);
  const { to, isSaid, by } = asked;
  const corrects: Correction = {
    edition: wrong.id,
    slot: wrong.slot,
    to,
    isSaid,
    formerLists: wrong.lists.filter(list => !bulletin.lists.includes(list)),
    replaces: before ? before.id : undefined,
  };
  const slot = unscheduledSlot(pipeline.now());
  const outcome = await proposeEdition(pipeline, template, {
    bulletin: bulletin.id,
    slot,
    by,
    unscheduled: true,
    corrects,
  });
  if (outcome.kind !== "proposed") {
    // Someone else was faster, or has sent the wrong letter to more people.
    const after = await getEdition(table, wrong.id);
    if (after?.correctedBy !== undefined && after.correctedBy !== corrects.replaces)
      return { kind: "corrected-before", edition: after.correctedBy };
    return { kind: "not-over" };
  }
  pipeline.log("correction-begun", { edition: outcome.edition.id, of: wrong.id, by: byline(by) });
  return outcome;
}

/** Returns why an edition cannot be corrected now; undefined if it can. */
export async function whyNotCorrected(
  pipeline: Pick<Pipeline, "table" | "now">,
  wrong: Edition,
): Promise<WhyNotCorrected | undefined> {
  if (!isOver(wrong)) return { kind: "not-over" };
  if (wrong.figures) return { kind: "ledger-ended" };
  const { accepted, uncertain } = await readAccount(pipeline, wrong.id);
  let until = 0;
  for await (const { progress } of listProgress(pipeline.table, wrong.id))
    until = Math.max(until, unsettledUntil(progress));
  if (until > pipeline.now()) return { kind: "still-sending", until };
  return accepted + uncertain === 0 ? { kind: "nobody-has-it" } : undefined;
}

/** Saves the corrected words, and withdraws those of an earlier try that are left out now. */
async function saveTexts(
  pipeline: Pipeline,
  wrong: Edition,
  { texts, by }: Correcting,
): Promise<void> {
  const open = await listOpenEntries(pipeline.table, wrong.bulletin);
  const saved = open.filter(entry => entry.corrects === wrong.id && !isBound(entry));
  for (const { sent, title, body, variants: all } of texts) {
    const { notBefore: _, notAfter: __, edition: ___, deletedAt: ____, ...kept } = sent;
    const variants = all.length > 0 ? [...all] : undefined;
    const own = { id: correctedEntryId(sent.id), title, body, variants, status: "ready" } as const;
    const position = sent.position ?? sent.id;
    const entry = Object.assign(kept, own, { position, corrects: wrong.id });
    const written = await writeNewEntry(pipeline, entry, by);
    const stored = written.kind === "written" ? written.entry : written.stored;
    if (written.kind === "changed-since" || !isSame(stored.variants, variants))
      await rewrite(pipeline, stored, own, by);
  }
  const kept = new Set(texts.map(({ sent }) => correctedEntryId(sent.id)));
  for (const entry of saved)
    if (!kept.has(entry.id)) await rewrite(pipeline, entry, { status: "withdrawn" }, by);
}

async function rewrite(
  pipeline: Pipeline,
  entry: Entry,
  change: Partial<EntryText> & Pick<Entry, "variants">,
  by: Actor,
): Promise<void> {
  const { title, body, status, topic, variants } = entry;
  const text = Object.assign({ title, body, status, topic, variants }, change);
  await rewriteEntry(pipeline, { entry, text, seen: entry.version }, by);
}

function isSame(one: Entry["variants"], other: Entry["variants"]): boolean {
  return JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
}
