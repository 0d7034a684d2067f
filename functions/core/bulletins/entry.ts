import { createHash } from "node:crypto";
import * as z from "zod";
import { languageTag } from "../letter/letter.ts";
import { count, instant, itemId, type Read, textLine } from "../text/schema-parts.ts";
import type { Bulletin } from "./bulletin.ts";
import { bulletinId } from "./bulletin-id.ts";
import { letterTextSchema, variantsSchema } from "./languages/letter-text.ts";
import { entryStatus, isBound, isReady, isWithdrawn } from "./status.ts";

/** One update that an editor writes. */
export const entrySchema = letterTextSchema.extend({
  id: itemId,
  bulletin: bulletinId,
  status: entryStatus,
  /** The heading that a digest puts over its entries of one topic. */
  topic: textLine
    .min(1, "must not be empty")
    .max(100, "must be 100 characters or fewer")
    .optional(),
  /** The entry waits for a slot at or after this instant. */
  notBefore: instant.optional(),
  /** The entry is in no edition of a later slot. */
  notAfter: instant.optional(),
  /** Where the entry stands among the others, if it was moved: sorts in place of its id. */
  position: itemId.optional(),
  /** Deleted entries are kept for a while, so that a deletion can be undone. */
  deletedAt: instant.optional(),
  language: languageTag.optional(),
  /** The same text in other languages. */
  variants: variantsSchema.optional(),
  /** The sent edition that the entry corrects. Only a correction of that edition takes it. */
  corrects: itemId.optional(),
  /** The only edition that contains the entry. */
  edition: itemId.optional(),
  updatedAt: instant,
  /** Counts the saves, so that one editor cannot overwrite another's text by mistake. */
  version: count,
});
export type Entry = Read<typeof entrySchema>;

/** What an editor writes of an entry. An entry from a file may lack a title. */
const written = { title: true, body: true, status: true, topic: true } as const;
const dated = { notBefore: true, notAfter: true } as const;
export const entryTextSchema = entrySchema.pick({ ...written, ...dated }).extend({
  title: entrySchema.shape.title.min(1, "Enter a title"),
  body: entrySchema.shape.body.refine(text => text.trim() !== "", "Enter the text"),
  status: z.enum(entrySchema.shape.status.options, "Select whether the entry is a draft or ready"),
});
export type EntryText = Read<typeof entryTextSchema>;

/** Returns the SHA-256 of what an editor wrote. */
export function entryHash({
  title,
  body,
  variants = [],
}: Pick<Entry, "title" | "body" | "variants">): string {
  return createHash("sha256")
    .update(JSON.stringify([title, body, ...variants]))
    .digest("hex");
}

/**
 * "waits": for a slot at or after `until`. "expired": its last slot was at or before `since`.
 * "next": an edition is one letter, and an earlier entry was chosen.
 */
export type HoldReason =
  | { readonly kind: "draft" }
  | { readonly kind: "withdrawn" }
  | { readonly kind: "expired"; readonly since: Date }
  | { readonly kind: "waits"; readonly until: Date }
  | { readonly kind: "next" };

export type Verdict =
  | { readonly kind: "in"; readonly entry: Entry }
  | { readonly kind: "held"; readonly entry: Entry; readonly reason: HoldReason }
  | { readonly kind: "bound"; readonly entry: Entry; readonly edition: string };

/** Entries are in the order of their creation, until an editor moves one. */
export function inOrder<E extends Pick<Entry, "id" | "position">>(entries: readonly E[]): E[] {
  return [...entries].sort((a, b) => ((a.position ?? a.id) < (b.position ?? b.id) ? -1 : 1));
}

/**
 * Returns a verdict for every entry, so that none is dropped silently. They are in order. A correction
 * of the edition `corrects` has entries of its own; no other edition may take them.
 */
export function chooseEntries(
  bulletin: Bulletin,
  entries: readonly Entry[],
  slot: Date,
  corrects?: string,
): Verdict[] {
  let chosen = 0;
  const own = entries.filter(entry => entry.corrects === corrects);
  const takesOne = bulletin.composition === "letter" && corrects === undefined;
  return inOrder(own).map(entry => {
    if (isBound(entry)) return { kind: "bound", entry, edition: entry.edition };
    const reason =
      whyHeldAt(entry, slot) ?? (takesOne && chosen > 0 ? ({ kind: "next" } as const) : undefined);
    if (reason) return { kind: "held", entry, reason };
    chosen++;
    return { kind: "in", entry };
  });
}

function whyHeldAt(entry: Entry, slot: Date): HoldReason | undefined {
  if (isWithdrawn(entry)) return { kind: "withdrawn" };
  if (!isReady(entry)) return { kind: "draft" };
  const until = entry.notBefore === undefined ? undefined : new Date(entry.notBefore);
  if (until && until > slot) return { kind: "waits", until };
  const since = entry.notAfter === undefined ? undefined : new Date(entry.notAfter);
  if (since && since < slot) return { kind: "expired", since };
  return undefined;
}
