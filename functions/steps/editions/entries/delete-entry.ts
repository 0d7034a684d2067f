import type { Actor } from "../../../core/access/actor.ts";
import { type Deed, entrySubject } from "../../../core/access/history-item.ts";
import type { Entry } from "../../../core/bulletins/entry.ts";
import { binEntry, unbinEntry } from "../../../store/bulletins/entries.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

type World = Pick<Pipeline, "table" | "now" | "newId">;

/**
 * Deletes an entry that no edition has. It is kept for 30 days, so that `restoreEntry` can undo
 * this. The bulletin's history has it, too: who deletes an entry changes the next letter. "changed-since": someone saved it, or an edition took it, after the editor saw it.
 */
export async function deleteEntry(
  pipeline: World,
  entry: Pick<Entry, "bulletin" | "id" | "version">,
  by: Actor,
): Promise<"deleted" | "changed-since"> {
  const done = await binEntry(
    pipeline.table,
    entry,
    historyOf(pipeline, entry, by, "entry-deleted"),
    decision(pipeline, {
      by,
      what: "entry-deleted",
      on: { kind: "bulletin", id: entry.bulletin },
      changes: { entry: { before: entry.id } },
    }),
  );
  return done ? "deleted" : "changed-since";
}

/** Undoes a deletion. "as-it-was": the entry is not deleted, or its 30 days are over. */
export async function restoreEntry(
  pipeline: World,
  entry: Pick<Entry, "bulletin" | "id">,
  by: Actor,
): Promise<"restored" | "as-it-was"> {
  const history = historyOf(pipeline, entry, by, "entry-restored");
  return (await unbinEntry(pipeline.table, entry, history)) ? "restored" : "as-it-was";
}

function historyOf(
  pipeline: World,
  { bulletin, id }: Pick<Entry, "bulletin" | "id">,
  by: Actor,
  what: Deed,
) {
  return decision(pipeline, { by, what, on: entrySubject(bulletin, id) });
}
