import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import { type HeldReason, loggedReason } from "../../core/bulletins/reason.ts";
import type { HeldFrom } from "../../core/bulletins/status.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { decision } from "../decision.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Holds an edition, if it still has the status seen, until a person resumes it. `reason` is for that
 * person.
 */
export async function holdEdition(
  pipeline: Pipeline,
  { id, status }: { readonly id: string; readonly status: HeldFrom },
  reason: HeldReason,
  by: Actor,
): Promise<void> {
  const changes = { reason: { after: reason } };
  const history = decision(pipeline, { by, what: "edition-held", on: editionSubject(id), changes });
  if (await changeEdition(pipeline.table, { id, status }, { kind: "hold", reason, history }))
    pipeline.log("edition-held", { edition: id, ...loggedReason(reason), by: byline(by) });
}

/** Pauses an edition for `limits.restMs`, because SES's 24-hour quota is used up. */
export async function restEdition(pipeline: Pipeline, id: string): Promise<void> {
  const restUntil = new Date(pipeline.now() + pipeline.limits.restMs).toISOString();
  if (await changeEdition(pipeline.table, { id, status: "sending" }, { kind: "rest", restUntil }))
    pipeline.log("edition-rests", { edition: id, restUntil });
}
