import type { Actor } from "../../../core/access/actor.ts";
import { type Deed, differencesOf, entrySubject } from "../../../core/access/history-item.ts";
import {
  type Entry,
  type EntryText,
  entryHash,
  entryTextSchema,
} from "../../../core/bulletins/entry.ts";
import { addEntry, getEntry, saveEntry } from "../../../store/bulletins/entries.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

export type WriteResult =
  | { readonly kind: "written"; readonly entry: Entry }
  /**
   * The stored entry differs from the one that the editor saw, or an edition has it. Nothing was
   * written.
   */
  | { readonly kind: "changed-since"; readonly stored: Entry };

type World = Pick<Pipeline, "table" | "now" | "newId">;

/** Adds an entry with the id from its form, so that sending the form twice adds one entry. */
export async function writeNewEntry(
  pipeline: World,
  entry: Omit<Entry, "version" | "updatedAt">,
  by: Actor,
): Promise<WriteResult> {
  const history = saving(pipeline, { by, what: "entry-added", before: undefined, entry });
  const added = { ...entry, version: 1, updatedAt: history.at };
  return (await addEntry(pipeline.table, added, history))
    ? { kind: "written", entry: added }
    : compared(pipeline, added);
}

/** What an editor saves over an entry: `seen` is the version that they saw. */
export type Rewriting = {
  readonly entry: Entry;
  readonly text: EntryText;
  readonly seen: number;
};

/** Replaces an entry, but only if its stored version is the one that the editor saw. */
export async function rewriteEntry(
  pipeline: World,
  { entry, text, seen }: Rewriting,
  by: Actor,
): Promise<WriteResult> {
  const after = { ...entry, ...text };
  const history = saving(pipeline, { by, what: "entry-saved", before: entry, entry: after });
  const saved = await saveEntry(pipeline.table, { ...entry, version: seen }, text, history);
  if (saved === "saved")
    return { kind: "written", entry: { ...after, version: seen + 1, updatedAt: history.at } };
  return compared(pipeline, after);
}

type Saved = EntryText & Pick<Entry, "bulletin" | "id">;

/** The text may be long: the history has its hash, and the title and status themselves. */
function saving(
  pipeline: World,
  { by, what, before, entry }: { by: Actor; what: Deed; before: Saved | undefined; entry: Saved },
) {
  const shown = ({ title, status }: EntryText) => ({ title, status });
  return decision(pipeline, {
    by,
    what,
    on: entrySubject(entry.bulletin, entry.id),
    hash: entryHash(entry),
    changes: differencesOf(before ? shown(before) : {}, shown(entry)),
  });
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
