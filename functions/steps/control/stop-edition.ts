import type { Actor } from "../../core/access/actor.ts";
import { entrySubject } from "../../core/access/history-item.ts";
import { type Edition, type EditionStatus, isBeforeSending } from "../../core/bulletins/edition.ts";
import { withoutAddresses } from "../../core/text/without-addresses.ts";
import { changeEdition, getEdition } from "../../store/bulletins/editions.ts";
import { returnToDrafts } from "../../store/bulletins/entries.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

/** "over": the edition is not there, has ended, or has not begun. */
export type StopOutcome = "stopped" | "over";

const stoppable: readonly EditionStatus[] = ["addressing", "sending", "held"];

export function canBeStopped({ status }: { readonly status: EditionStatus }): boolean {
  return stoppable.includes(status);
}

/**
 * Stops an edition permanently: nobody else is claimed or mailed, and the rest stays pending in its
 * account. A worker still submits and records what it has claimed, but begins no new window. If the
 * edition was still being addressed for the first time, its entries become drafts again. An editor
 * must then check each one before a slot takes it. Repeating this completes it and changes nothing
 * else.
 */
export async function stopEdition(
  pipeline: Pipeline,
  id: string,
  reason: string,
  by: Actor,
): Promise<StopOutcome> {
  for (;;) {
    const edition = await getEdition(pipeline.table, id);
    if (edition?.status === "stopped") {
      await returnEntries(pipeline, edition, by);
      return "stopped";
    }
    if (!edition || !canBeStopped(edition)) return "over";
    const heldFrom = edition.status === "held" ? edition.heldFrom : edition.status;
    const change = {
      status: "stopped",
      reason: withoutAddresses(reason),
      ...(heldFrom && { heldFrom }),
    } as const;
    // The status may change between the read and the write, so the loop always reads again.
    if (await changeEdition(pipeline.table, id, edition.status, change))
      pipeline.log("edition-stopped", { edition: id, from: edition.status, reason: change.reason });
  }
}

async function returnEntries(pipeline: Pipeline, edition: Edition, by: Actor): Promise<void> {
  if (!isBeforeSending(edition)) return;
  const { bulletin } = edition;
  for (const id of edition.entries) {
    const on = entrySubject(bulletin, id);
    const changes = { status: { before: "ready", after: "draft" } };
    const history = decision(pipeline, { by, what: "entry-returned", on, changes });
    await returnToDrafts(pipeline.table, { bulletin, id }, edition.id, history);
  }
}
