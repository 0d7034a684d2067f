import type { Edition, EditionStatus } from "../../core/bulletins/edition.ts";
import { changeEdition } from "../../store/bulletins/editions.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Holds an edition that has the status `from` until a person resumes it. `reason` is for that
 * person.
 */
export async function holdEdition(
  pipeline: Pipeline,
  id: string,
  from: EditionStatus,
  reason: string,
): Promise<void> {
  if (await changeEdition(pipeline.table, id, from, { status: "held", heldFrom: from, reason }))
    pipeline.log("edition-held", { edition: id, reason });
}

/** Pauses an edition for `limits.rest`, because SES's 24-hour quota is used up. */
export async function restEdition(pipeline: Pipeline, id: string): Promise<void> {
  const restUntil = new Date(pipeline.now() + pipeline.limits.rest).toISOString();
  if (await changeEdition(pipeline.table, id, "sending", { restUntil }))
    pipeline.log("edition-rests", { edition: id, restUntil });
}

/** Restores the status the edition had before it was held; returns the edition. */
export async function resumeEdition(pipeline: Pipeline, edition: Edition): Promise<Edition> {
  if (edition.status !== "held" || edition.heldFrom === undefined) return edition;
  await changeEdition(pipeline.table, edition.id, "held", { status: edition.heldFrom });
  return { ...edition, status: edition.heldFrom };
}
