import type { Bulletin } from "../core/bulletin.ts";
import { composeLetter, type MissingPart } from "../core/compose-letter.ts";
import { contentHash, type Edition, editionId, type FrozenContent } from "../core/edition.ts";
import { chooseEntries, type Entry, type Verdict } from "../core/entry.ts";
import type { Letter } from "../core/letter.ts";
import { renderPlainText } from "../core/plain-text.ts";
import { sentinels } from "../core/places.ts";
import { renderLetter, type Template } from "../mail/render-letter.ts";
import { bindEntry, listEntries } from "../store/entries.ts";
import { changeEdition, freezeContent, getEdition, openEdition } from "../store/editions.ts";
import { holdEdition } from "./hold-edition.ts";
import type { Pipeline } from "./pipeline.ts";

export type Draft = { readonly letter: Letter; readonly content: FrozenContent; readonly hash: string };
export type DraftResult =
  | ({ readonly kind: "draft"; readonly verdicts: readonly Verdict[] } & Draft)
  | { readonly kind: "nothing-due"; readonly verdicts: readonly Verdict[] }
  | { readonly kind: "incomplete"; readonly verdicts: readonly Verdict[]; readonly missing: readonly MissingPart[] }
  | { readonly kind: "template-error"; readonly verdicts: readonly Verdict[]; readonly file: string; readonly line: number; readonly message: string };

/** The edition that would go out at a slot, as it stands now: nothing is stored. */
export async function draftEdition(pipeline: Pipeline, template: Template, bulletin: Bulletin, slot: Date): Promise<DraftResult> {
  const verdicts = chooseEntries(bulletin, await listEntries(pipeline.table, bulletin.id), slot);
  const entries = verdicts.flatMap(verdict => (verdict.kind === "in" ? [verdict.entry] : []));
  if (entries.length === 0) return { kind: "nothing-due", verdicts };
  return { ...(await renderEntries(bulletin, entries, slot, template)), verdicts };
}

export type ComposeResult =
  | { readonly kind: "composed"; readonly edition: Edition }
  /** What would be sent is no longer what was approved: nothing was bound, nothing goes out. */
  | { readonly kind: "changed-since-approval" }
  | { readonly kind: "held"; readonly edition: Edition; readonly reason: string };

export type ComposeOptions = {
  /** The edition's id, where it is not that of its slot. */
  readonly id?: string;
  /** The entries to send, where they are not those that are due. */
  readonly entries?: readonly string[];
  readonly listVersion?: string;
  /** The hash that was approved. */
  readonly approved?: string;
};

/**
 * Opens the one edition of a slot: its entries are bound to it, rendered and frozen, and addressing is queued. Whatever
 * of this has been done already, by whomever, is found and gone on from.
 */
export async function composeEdition(pipeline: Pipeline, template: Template, bulletin: Bulletin, slot: Date, options: ComposeOptions = {}): Promise<ComposeResult> {
  const { table } = pipeline;
  const id = options.id ?? editionId(bulletin.id, slot);
  const known = await getEdition(table, id);
  if (known && known.status !== "composing") return { kind: "composed", edition: known };

  const entries = await listEntries(table, bulletin.id);
  if (options.approved !== undefined && !known) {
    const draft = await draftEdition(pipeline, template, bulletin, slot);
    if (draft.kind !== "draft" || draft.hash !== options.approved) return { kind: "changed-since-approval" };
  }
  const chosen = known?.entries ?? options.entries ?? chooseEntries(bulletin, entries, slot).flatMap(verdict => (verdict.kind === "in" ? [verdict.entry.id] : []));
  const edition = await openEdition(table, {
    ...{ id, bulletin: bulletin.id, slot: slot.toISOString(), status: "composing", entries: chosen },
    ...{ lists: bulletin.lists, sender: bulletin.sender, subject: "", hash: "", audience: 0, rounds: 0, listVersion: options.listVersion },
  });
  const bound = await bindEntries(pipeline, edition, entries);
  if (bound.length === 0) {
    await changeEdition(table, id, "composing", { status: "empty", entries: [] });
    pipeline.log("edition-empty", { edition: id });
    return { kind: "composed", edition: { ...edition, status: "empty", entries: [] } };
  }
  const rendered = await renderEntries(bulletin, bound, slot, template);
  if (rendered.kind !== "draft") return hold(pipeline, edition, whyNot(rendered));
  // An entry was saved, or taken by another edition, between the approval and now: its binding shows in the hash.
  if (options.approved !== undefined && rendered.hash !== options.approved) return hold(pipeline, edition, "An entry was changed after the approval.");
  const content = await freezeContent(table, id, rendered.content);
  const change = { status: "addressing", entries: bound.map(entry => entry.id), subject: content.subject, hash: contentHash(content, edition.sender, edition.lists) } as const;
  await changeEdition(table, id, "composing", change);
  await pipeline.enqueue.addressEdition([{ edition: id, round: 0 }]);
  pipeline.log("edition-composed", { edition: id, entries: bound.length, hash: change.hash });
  return { kind: "composed", edition: { ...edition, ...change } };
}

/** The entries of the edition that could be bound to it, in their order. */
async function bindEntries(pipeline: Pipeline, edition: Edition, entries: readonly Entry[]): Promise<Entry[]> {
  const bound: Entry[] = [];
  for (const id of edition.entries) {
    const entry = entries.find(each => each.id === id);
    if (entry && (await bindEntry(pipeline.table, entry, edition.id))) bound.push(entry);
    else pipeline.log("entry-not-bound", { edition: edition.id, entry: id });
  }
  return bound;
}

type Rendered = ({ readonly kind: "draft" } & Draft) | { readonly kind: "incomplete"; readonly missing: readonly MissingPart[] } | { readonly kind: "template-error"; readonly file: string; readonly line: number; readonly message: string };

async function renderEntries(bulletin: Bulletin, entries: readonly Entry[], slot: Date, template: Template): Promise<Rendered> {
  const composed = composeLetter(bulletin, entries, slot);
  if (composed.kind === "incomplete") return composed;
  const { letter } = composed;
  const footer = { organisation: bulletin.organisation, reason: `You receive this letter because your address is on a mailing list of ${bulletin.organisation}.` };
  const html = await renderLetter(letter, sentinels, footer, template);
  if (html.kind === "template-error") return html;
  const content = { subject: letter.subject, html: html.html, text: renderPlainText(letter, sentinels, footer), salutation: letter.salutation, language: letter.language };
  return { kind: "draft", letter, content, hash: contentHash(content, bulletin.sender, bulletin.lists) };
}

async function hold(pipeline: Pipeline, edition: Edition, reason: string): Promise<ComposeResult> {
  await holdEdition(pipeline, edition.id, "composing", reason);
  return { kind: "held", edition: { ...edition, status: "held", reason }, reason };
}

function whyNot(rendered: Exclude<Rendered, { kind: "draft" }>): string {
  if (rendered.kind === "incomplete") return `The letter has no ${rendered.missing.join(" and no ")}.`;
  return `${rendered.file}, line ${rendered.line}: ${rendered.message}`;
}
