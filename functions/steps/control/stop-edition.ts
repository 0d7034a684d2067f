import { type Edition, type EditionStatus, isBeforeSending } from "../../core/bulletins/edition.ts";
import { withoutAddresses } from "../../core/text/without-addresses.ts";
import { changeEdition, getEdition } from "../../store/bulletins/editions.ts";
import { returnToDrafts } from "../../store/bulletins/entries.ts";
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
): Promise<StopOutcome> {
  for (;;) {
    const edition = await getEdition(pipeline.table, id);
    if (edition?.status === "stopped") {
      await returnEntries(pipeline, edition);
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

async function returnEntries({ table, now }: Pipeline, edition: Edition): Promise<void> {
  if (!isBeforeSending(edition)) return;
  for (const entry of edition.entries)
    await returnToDrafts(table, edition.bulletin, entry, edition.id, new Date(now()));
}
