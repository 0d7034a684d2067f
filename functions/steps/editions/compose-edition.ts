import { type Actor, byline, type ClockRule, clockBy } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Bulletin } from "../../core/bulletins/bulletin.ts";
import {
  contentHash,
  type Edition,
  editionId,
  type FrozenContent,
} from "../../core/bulletins/edition.ts";
import { chooseEntries, type Entry } from "../../core/bulletins/entry.ts";
import type { HeldReason } from "../../core/bulletins/reason.ts";
import { isComposing } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { freezeContent } from "../../store/bulletins/edition-content.ts";
import { getEdition, openEdition } from "../../store/bulletins/editions.ts";
import { bindEntry, listOpenEntries, unbindEntry } from "../../store/bulletins/entries.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";
import { draftEdition, renderEntries, whyUnfit } from "./draft-edition.ts";
import { closeEntries } from "./entries/close-entries.ts";
import { holdEdition } from "./hold-edition.ts";

export type ComposeResult =
  | { readonly kind: "composed"; readonly edition: Edition }
  /** The letter differs from the approved one. No entry was bound, and nothing is sent. */
  | { readonly kind: "changed-since-approval" }
  | { readonly kind: "held"; readonly edition: Edition; readonly reason: HeldReason };

/** The edition to open: whose, for which slot, and by whose decision. */
export type Composing = {
  readonly bulletin: Bulletin;
  readonly slot: Date;
  readonly by: Actor;
  /** The edition's id, if it differs from the id of its slot. */
  readonly id?: string;
  /** The entries to send, if they differ from the due ones. */
  readonly entries?: readonly string[];
  readonly listVersion?: string;
  /** The approved hash. */
  readonly approved?: string;
};

/**
 * Opens the one edition of a slot: binds its entries, renders and stores the content, and queues
 * addressing. Continues from whatever an earlier or parallel call has already done.
 */
export async function composeEdition(
  pipeline: Pipeline,
  template: Template,
  options: Composing,
): Promise<ComposeResult> {
  const { bulletin, slot, by } = options;
  const { table } = pipeline;
  const id = options.id ?? editionId(bulletin.id, slot);
  const known = await getEdition(table, id);
  if (known && !isComposing(known)) return { kind: "composed", edition: known };
  if (!known && options.approved !== undefined) {
    const draft = await draftEdition(pipeline, template, bulletin, slot);
    if (draft.kind !== "draft" || draft.hash !== options.approved)
      return { kind: "changed-since-approval" };
  }
  const entries = await listOpenEntries(table, bulletin.id);
  const due = () =>
    chooseEntries(bulletin, entries, slot).flatMap(verdict =>
      verdict.kind === "in" ? [verdict.entry.id] : [],
    );
  const on = editionSubject(id);
  const edition = await openEdition(
    table,
    {
      id,
      bulletin: bulletin.id,
      slot: slot.toISOString(),
      status: "composing",
      entries: options.entries ?? due(),
      lists: bulletin.lists,
      sender: bulletin.sender,
      subject: "",
      hash: "",
      audience: 0,
      rounds: 0,
      approved: options.approved,
      listVersion: options.listVersion,
    },
    decision(pipeline, { by, what: "edition-opened", on, hash: options.approved }),
  );
  await closeEntries(pipeline, entries);
  const bound = await bindEntries(pipeline, edition, entries);
  if (bound.length === 0) return empty(pipeline, edition);
  const rendered = await renderEntries(bulletin, bound, slot, template);
  if (rendered.kind !== "draft") return hold(pipeline, edition, "unfit", whyUnfit(rendered));
  // After the approval, an editor may have saved an entry, or another edition may have taken it.
  if (edition.approved !== undefined && rendered.hash !== edition.approved)
    return hold(pipeline, edition, "changed", { code: "changed-since-approval" });

  if (sizeOf(rendered.content) > maxContentBytes)
    return hold(pipeline, edition, "unfit", {
      code: "letter-too-long",
      maxBytes: maxContentBytes,
    });

  const content = await freezeContent(table, id, rendered.content);
  const waitMs = pipeline.limits.holdMs;
  const change = {
    entries: bound.map(entry => entry.id),
    subject: content.subject,
    hash: contentHash(content, edition.sender, edition.lists),
    addressAfter: waitMs > 0 ? new Date(pipeline.now() + waitMs).toISOString() : undefined,
  };
  const { hash } = change;
  const composed = decision(pipeline, { by, what: "edition-composed", on, hash });
  await changeEdition(table, composing(id), { kind: "compose", history: composed, ...change });
  await pipeline.enqueue.addressEdition([{ edition: id, round: 0 }], waitMs);
  pipeline.log("edition-composed", { edition: id, entries: bound.length, hash, by: byline(by) });
  return { kind: "composed", edition: { ...edition, ...change, status: "addressing" } };
}

const composing = (id: string) => ({ id, status: "composing" }) as const;

/** DynamoDB stores items of up to 400 kB. Mail programs truncate letters at a much smaller size. */
const maxContentBytes = 380_000;

function sizeOf({ subject, html, text }: FrozenContent): number {
  return Buffer.byteLength(subject) + Buffer.byteLength(html) + Buffer.byteLength(text);
}

/** Binds the edition's entries to it. Returns those that could be bound, in their order. */
async function bindEntries(
  pipeline: Pipeline,
  edition: Edition,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const bound: Entry[] = [];
  for (const id of edition.entries) {
    const entry = entries.find(each => each.id === id);
    if (entry && (await bindEntry(pipeline.table, entry, edition.id))) bound.push(entry);
    else pipeline.log("entry-not-bound", { edition: edition.id, entry: id });
  }
  return bound;
}

async function empty(pipeline: Pipeline, edition: Edition): Promise<ComposeResult> {
  await changeEdition(pipeline.table, composing(edition.id), { kind: "leave-empty", entries: [] });
  pipeline.log("edition-empty", { edition: edition.id });
  return { kind: "composed", edition: { ...edition, status: "empty", entries: [] } };
}

/**
 * Holds the edition and releases its entries, so that editors can fix them and the next edition can
 * take them.
 */
async function hold(
  pipeline: Pipeline,
  edition: Edition,
  rule: ClockRule,
  reason: HeldReason,
): Promise<ComposeResult> {
  await holdEdition(pipeline, composing(edition.id), reason, clockBy(rule));
  for (const entry of edition.entries)
    await unbindEntry(pipeline.table, edition.bulletin, entry, edition.id);
  return {
    kind: "held",
    edition: { ...edition, status: "held", heldFrom: "composing", reason },
    reason,
  };
}
