import type { EditionStatus } from "../core/edition.ts";
import { withoutAddresses } from "../core/sending-problem.ts";
import { changeEdition, getEdition } from "../store/editions.ts";
import type { Pipeline } from "./pipeline.ts";

/** "over": there is nothing left to stop, or it has not begun. */
export type StopOutcome = "stopped" | "over";

const stoppable: readonly EditionStatus[] = ["addressing", "sending", "held"];

export function canBeStopped({ status }: { readonly status: EditionStatus }): boolean {
  return stoppable.includes(status);
}

/**
 * Stops an edition for good: whoever has not been claimed by now is never mailed, and stays pending in its account. What a worker
 * has claimed is still submitted and recorded; it begins no other window. Doing it again changes nothing.
 */
export async function stopEdition(pipeline: Pipeline, id: string, reason: string): Promise<StopOutcome> {
  for (;;) {
    const edition = await getEdition(pipeline.table, id);
    if (edition?.status === "stopped") return "stopped";
    if (!edition || !canBeStopped(edition)) return "over";
    const heldFrom = edition.status === "held" ? edition.heldFrom : edition.status;
    const change = { status: "stopped", reason: withoutAddresses(reason), ...(heldFrom && { heldFrom }) } as const;
    // It may be going from one status to the next at this moment: then it is looked at again.
    if (!(await changeEdition(pipeline.table, id, edition.status, change))) continue;
    pipeline.log("edition-stopped", { edition: id, from: edition.status, reason: change.reason });
    return "stopped";
  }
}
