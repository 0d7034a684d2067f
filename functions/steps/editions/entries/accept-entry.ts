import { type Actor, byline } from "../../../core/access/actor.ts";
import { entrySubject } from "../../../core/access/history-item.ts";
import type { Bulletin } from "../../../core/bulletins/bulletin.ts";
import { entryHash } from "../../../core/bulletins/entry.ts";
import {
  asTaken,
  type IncomingEntry,
  incomingHash,
  takenName,
} from "../../../core/bulletins/incoming/incoming-entry.ts";
import { getTaken, takeEntry } from "../../../store/bulletins/taken-entries.ts";
import { decision } from "../../decision.ts";
import type { Pipeline } from "../../pipeline.ts";

export type AcceptOutcome =
  | { readonly kind: "accepted"; readonly entry: string }
  /** It was given before. Nothing was written. */
  | { readonly kind: "known"; readonly entry: string }
  /** Another text was given before with the same key. Nothing was written. */
  | { readonly kind: "key-reused"; readonly entry: string };

/** `source`: names who gives keys, so that two sources may use the same. */
export type Given = { readonly source: string; readonly entry: IncomingEntry };

/**
 * Takes an entry from another program, once for its key. In a bulletin that asks for no approval it
 * becomes a draft: a person must look at it.
 */
export async function acceptEntry(
  pipeline: Pick<Pipeline, "table" | "now" | "newId" | "log">,
  bulletin: Pick<Bulletin, "id" | "approval">,
  { source, entry: given }: Given,
  by: Actor,
): Promise<AcceptOutcome> {
  const { table } = pipeline;
  const name = takenName(source, given.key);
  const hash = incomingHash(given);
  const text = asTaken(bulletin, given);
  const id = pipeline.newId();
  const history = decision(pipeline, {
    by,
    what: "entry-added",
    on: entrySubject(bulletin.id, id),
    hash: entryHash(text),
    changes: { title: { after: text.title }, status: { after: text.status } },
  });
  const made = { id, bulletin: bulletin.id, format: "markdown", version: 1 } as const;
  const entry = Object.assign({}, text, made, { updatedAt: history.at });
  if (await takeEntry(table, entry, { name, hash }, history)) {
    pipeline.log("entry-accepted", { bulletin: bulletin.id, entry: id, by: byline(by) });
    return { kind: "accepted", entry: id };
  }
  const taken = await getTaken(table, bulletin.id, name);
  if (!taken) throw new Error(`the key of entry ${id} is neither free nor taken`);
  return { kind: taken.hash === hash ? "known" : "key-reused", entry: taken.entry };
}
