import { type Entry, type EntryText, entryTextSchema } from "../../core/bulletins/entry.ts";
import { addEntry, getEntry, saveEntry } from "../../store/bulletins/entries.ts";
import type { Pipeline } from "../pipeline.ts";

export type WriteResult =
  | { readonly kind: "written"; readonly entry: Entry }
  /**
   * The stored entry differs from the one that the editor saw, or an edition has it. Nothing was
   * written.
   */
  | { readonly kind: "changed-since"; readonly stored: Entry };

type World = Pick<Pipeline, "table" | "now">;

/** Adds an entry with the id from its form, so that sending the form twice adds one entry. */
export async function writeNewEntry(
  pipeline: World,
  entry: Omit<Entry, "version" | "updatedAt">,
): Promise<WriteResult> {
  const added = { ...entry, version: 1, updatedAt: new Date(pipeline.now()).toISOString() };
  return (await addEntry(pipeline.table, added))
    ? { kind: "written", entry: added }
    : compared(pipeline, added);
}

/** Replaces an entry, but only if its stored version is the one that the editor saw. */
export async function rewriteEntry(
  pipeline: World,
  entry: Entry,
  text: EntryText,
  seen: number,
): Promise<WriteResult> {
  const saved = await saveEntry(
    pipeline.table,
    { ...entry, version: seen },
    text,
    new Date(pipeline.now()),
  );
  if (saved === "saved")
    return { kind: "written", entry: { ...entry, ...text, version: seen + 1 } };
  return compared(pipeline, { ...entry, ...text });
}

/** Saving identical text twice is a success, not a conflict: a form may be sent twice. */
async function compared(pipeline: World, entry: Entry): Promise<WriteResult> {
  const stored = await getEntry(pipeline.table, entry.bulletin, entry.id);
  if (!stored)
    throw new Error(
      `entry ${entry.id} of bulletin ${entry.bulletin} disappeared between a failed put and the read that followed`,
    );
  const fields = Object.keys(entryTextSchema.shape) as (keyof EntryText)[];
  const same = fields.every(field => stored[field] === entry[field]);
  return same ? { kind: "written", entry: stored } : { kind: "changed-since", stored };
}
