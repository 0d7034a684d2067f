import type { Actor } from "../../../core/access/actor.ts";
import { type Entry, entryTextSchema } from "../../../core/bulletins/entry.ts";
import { isBound, isReady } from "../../../core/bulletins/status.ts";
import { getEntry } from "../../../store/bulletins/entries.ts";
import type { Pipeline } from "../../pipeline.ts";
import { deleteEntry } from "./delete-entry.ts";
import { rewriteEntry } from "./write-entry.ts";

export const entryChanges = ["ready", "draft", "withdrawn", "deleted"] as const;
export type EntryChange = (typeof entryChanges)[number];

/** An entry as an editor saw it in a list. */
export type ChosenEntry = Pick<Entry, "id" | "version">;

export type ChangedEntries = {
  /** The ids of those that were changed. */
  readonly changed: readonly string[];
  /** Someone saved them since, an edition took them, or they lack a title or a text. */
  readonly skipped: number;
};

/** Does one thing with many entries of a bulletin: each of them by itself, as on its own page. */
export async function changeEntries(
  pipeline: Pick<Pipeline, "table" | "now" | "newId">,
  bulletin: string,
  { entries, to }: { readonly entries: readonly ChosenEntry[]; readonly to: EntryChange },
  by: Actor,
): Promise<ChangedEntries> {
  const changed: string[] = [];
  for (const { id, version } of entries) {
    const entry = await getEntry(pipeline.table, bulletin, id);
    if (!entry || isBound(entry) || entry.deletedAt !== undefined) continue;
    const isDone =
      to === "deleted"
        ? (await deleteEntry(pipeline, { bulletin, id, version }, by)) === "deleted"
        : await mark(pipeline, { entry, version, to }, by);
    if (isDone) changed.push(id);
  }
  return { changed, skipped: entries.length - changed.length };
}

async function mark(
  pipeline: Pick<Pipeline, "table" | "now" | "newId">,
  {
    entry,
    version: seen,
    to: status,
  }: {
    readonly entry: Entry;
    readonly version: number;
    readonly to: Exclude<EntryChange, "deleted">;
  },
  by: Actor,
): Promise<boolean> {
  const { title, body, topic, notBefore, notAfter } = entry;
  const text = { title, body, topic, notBefore, notAfter, status };
  // An entry from a file may lack what an editor must write.
  if (isReady({ status }) && !entryTextSchema.safeParse(text).success) return false;
  return (await rewriteEntry(pipeline, { entry, text, seen }, by)).kind === "written";
}
