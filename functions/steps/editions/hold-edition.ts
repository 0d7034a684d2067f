import type { HeldFrom } from "../../core/bulletins/status.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Holds an edition that has the status `from` until a person resumes it. `reason` is for that
 * person.
 */
export async function holdEdition(
  pipeline: Pipeline,
  id: string,
  from: HeldFrom,
  reason: string,
): Promise<void> {
  if (await changeEdition(pipeline.table, { id, status: from }, { kind: "hold", reason }))
    pipeline.log("edition-held", { edition: id, reason });
}

/** Pauses an edition for `limits.restMs`, because SES's 24-hour quota is used up. */
export async function restEdition(pipeline: Pipeline, id: string): Promise<void> {
  const restUntil = new Date(pipeline.now() + pipeline.limits.restMs).toISOString();
  if (await changeEdition(pipeline.table, { id, status: "sending" }, { kind: "rest", restUntil }))
    pipeline.log("edition-rests", { edition: id, restUntil });
}
