import { type Edition, type EditionStatus, isBeforeSending } from "../../core/bulletins/edition.ts";
import { withoutAddresses } from "../../core/text/without-addresses.ts";
import { changeEdition, getEdition } from "../../store/bulletins/editions.ts";
import { returnToDrafts } from "../../store/bulletins/entries.ts";
import type { Pipeline } from "../pipeline.ts";

/** "over": there is nothing left to stop, or it has not begun. */
export type StopOutcome = "stopped" | "over";

const stoppable: readonly EditionStatus[] = ["addressing", "sending", "held"];

export function canBeStopped({ status }: { readonly status: EditionStatus }): boolean {
  return stoppable.includes(status);
}

/**
 * Stops an edition for good: whoever has not been claimed by now is never mailed, and stays pending in its account. What a worker
 * has claimed is still submitted and recorded; it begins no other window. Stopped while it was addressed for the first time, its entries become
 * drafts again, and no slot takes one before an editor has looked at it. Doing it again changes nothing, but for completing it.
 */
export async function stopEdition(pipeline: Pipeline, id: string, reason: string): Promise<StopOutcome> {
  for (;;) {
    const edition = await getEdition(pipeline.table, id);
    if (edition?.status === "stopped") {
      await returnEntries(pipeline, edition);
      return "stopped";
    }
    if (!edition || !canBeStopped(edition)) return "over";
    const heldFrom = edition.status === "held" ? edition.heldFrom : edition.status;
    const change = { status: "stopped", reason: withoutAddresses(reason), ...(heldFrom && { heldFrom }) } as const;
    // It may be going from one status to the next at this moment, or have gone to and fro: it is looked at again in any case.
    if (await changeEdition(pipeline.table, id, edition.status, change))
      pipeline.log("edition-stopped", { edition: id, from: edition.status, reason: change.reason });
  }
}

async function returnEntries({ table, now }: Pipeline, edition: Edition): Promise<void> {
  if (!isBeforeSending(edition)) return;
  for (const entry of edition.entries) await returnToDrafts(table, edition.bulletin, entry, edition.id, new Date(now()));
}
