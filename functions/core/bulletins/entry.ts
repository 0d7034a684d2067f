import { createHash } from "node:crypto";
import * as z from "zod";
import { languageTag, signatorySchema } from "../letter/letter.ts";
import { count, instant, itemId, type Read, textLine, textLines } from "../text/schema-parts.ts";
import type { Bulletin } from "./bulletin.ts";
import { bulletinId } from "./bulletin-id.ts";
import { entryStatus, isBound, isReady } from "./status.ts";

/** Of the text in UTF-8. Mail programs clip longer letters (Gmail: after 102 kB of HTML). */
export const maxLetterBytes = 100_000;

/** One update that an editor writes. */
export const entrySchema = z.object({
  id: itemId,
  bulletin: bulletinId,
  title: textLine.max(200, "must be 200 characters or fewer"),
  body: textLines.refine(
    text => Buffer.byteLength(text) <= maxLetterBytes,
    "must be 100,000 bytes or fewer, about 15,000 words: mail programs cut longer letters short",
  ),
  /** "markdown": written here. "pasted": plain text copied from Word or a PDF. */
  format: z.enum(["markdown", "pasted"], 'must be "markdown" or "pasted"'),
  status: entryStatus,
  /** The entry waits for a slot at or after this instant. */
  notBefore: instant.optional(),
  /** Fields of the letter, if the entry is a complete letter with its own. */
  salutation: textLine.optional(),
  signOff: textLine.optional(),
  signatories: z.array(signatorySchema).optional(),
  preheader: textLine.optional(),
  language: languageTag.optional(),
  /** The only edition that contains the entry. */
  edition: itemId.optional(),
  updatedAt: instant,
  /** Counts the saves, so that one editor cannot overwrite another's text by mistake. */
  version: count,
});
export type Entry = Read<typeof entrySchema>;

/** What an editor writes of an entry. An entry from a file may lack a title. */
export const entryTextSchema = entrySchema.pick({ title: true, body: true, status: true }).extend({
  title: entrySchema.shape.title.min(1, "Enter a title"),
  body: entrySchema.shape.body.refine(text => text.trim() !== "", "Enter the text"),
  status: z.enum(entrySchema.shape.status.options, "Select whether the entry is a draft or ready"),
});
export type EntryText = Read<typeof entryTextSchema>;

/** Returns the SHA-256 of what an editor wrote. */
export function entryHash({ title, body }: Pick<Entry, "title" | "body">): string {
  return createHash("sha256")
    .update(JSON.stringify([title, body]))
    .digest("hex");
}

/**
 * "waits": for a slot at or after `until`.
 * "next": an edition is one letter, and an earlier entry was chosen.
 */
export type HoldReason =
  | { readonly kind: "draft" }
  | { readonly kind: "waits"; readonly until: Date }
  | { readonly kind: "next" };

export type Verdict =
  | { readonly kind: "in"; readonly entry: Entry }
  | { readonly kind: "held"; readonly entry: Entry; readonly reason: HoldReason }
  | { readonly kind: "bound"; readonly entry: Entry; readonly edition: string };

/**
 * Returns a verdict for every entry, so that none is dropped silently.
 * Ids sort by creation, and so do the verdicts.
 */
export function chooseEntries(
  bulletin: Bulletin,
  entries: readonly Entry[],
  slot: Date,
): Verdict[] {
  let chosen = 0;
  return [...entries]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(entry => {
      if (isBound(entry)) return { kind: "bound", entry, edition: entry.edition };
      if (!isReady(entry)) return { kind: "held", entry, reason: { kind: "draft" } };
      const until = entry.notBefore === undefined ? undefined : new Date(entry.notBefore);
      if (until && until > slot) return { kind: "held", entry, reason: { kind: "waits", until } };
      if (bulletin.composition === "letter" && chosen > 0)
        return { kind: "held", entry, reason: { kind: "next" } };
      chosen++;
      return { kind: "in", entry };
    });
}
