import type { Entry } from "../../core/bulletins/entry.ts";
import { addEntry, type EntryText, getEntry, saveEntry } from "../../store/bulletins/entries.ts";
import type { Pipeline } from "../pipeline.ts";

export type { EntryText } from "../../store/bulletins/entries.ts";

export type WriteResult =
  | { readonly kind: "written"; readonly entry: Entry }
  /** What is stored is not what the editor saw, or an edition has it: nothing was written. */
  | { readonly kind: "changed-since"; readonly stored: Entry };

type World = Pick<Pipeline, "table" | "now">;

/** Adds an entry under an id that its form was given, so that the form sent twice adds one. */
export async function writeNewEntry(pipeline: World, entry: Omit<Entry, "version" | "updatedAt">): Promise<WriteResult> {
  const added = { ...entry, version: 1, updatedAt: new Date(pipeline.now()).toISOString() };
  return (await addEntry(pipeline.table, added)) ? { kind: "written", entry: added } : compared(pipeline, added);
}

/** Writes over the version of an entry that the editor saw. */
export async function rewriteEntry(pipeline: World, entry: Entry, text: EntryText, seen: number): Promise<WriteResult> {
  const saved = await saveEntry(pipeline.table, { ...entry, version: seen }, text, new Date(pipeline.now()));
  if (saved === "saved") return { kind: "written", entry: { ...entry, ...text, version: seen + 1 } };
  return compared(pipeline, { ...entry, ...text });
}

/** The same words stored already are as good as written: a form that was sent twice is no conflict. */
async function compared(pipeline: World, entry: Entry): Promise<WriteResult> {
  const stored = await getEntry(pipeline.table, entry.bulletin, entry.id);
  if (!stored) throw new Error(`entry ${entry.id} of bulletin ${entry.bulletin} is neither absent nor there`);
  const same = stored.title === entry.title && stored.body === entry.body && stored.status === entry.status;
  return same ? { kind: "written", entry: stored } : { kind: "changed-since", stored };
}
