import type { Actor } from "../../../core/access/actor.ts";
import { entrySubject } from "../../../core/access/history-item.ts";
import { getEntry, swapEntries } from "../../../store/bulletins/entries.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

/** `past`: the entry that it changes places with. */
export type Move = { readonly bulletin: string; readonly id: string; readonly past: string };

/**
 * Moves an entry past another one. "as-it-was": one of them was moved or deleted since the editor
 * saw them, or belongs to an edition. If two editors move at the same time, one moves nothing.
 */
export async function moveEntry(
  pipeline: Pick<Pipeline, "table" | "now" | "newId">,
  { bulletin, id, past }: Move,
  by: Actor,
): Promise<"moved" | "as-it-was"> {
  if (id === past) return "as-it-was";
  const [entry, other] = await Promise.all([
    getEntry(pipeline.table, bulletin, id),
    getEntry(pipeline.table, bulletin, past),
  ]);
  if (!entry || !other) return "as-it-was";
  const history = decision(pipeline, {
    by,
    what: "entry-moved",
    on: entrySubject(bulletin, id),
    changes: { past: { after: past } },
  });
  return (await swapEntries(pipeline.table, entry, other, history)) ? "moved" : "as-it-was";
}
