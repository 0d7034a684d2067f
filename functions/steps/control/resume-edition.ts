import { type Actor, byline } from "../../core/access/actor.ts";
import { editionSubject } from "../../core/access/history-item.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { isAddressingNow, isHeld, isSending } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { decision } from "../decision.ts";
import { composeEdition } from "../editions/compose-edition.ts";
import { enqueueLanes } from "../editions/enqueue-lanes.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Restores the status that a held edition had before it was held; returns the edition. Leaves any
 * other edition alone. Queues no work: the clock does, or `resumeWork`.
 */
export async function resumeEdition(
  pipeline: Pipeline,
  edition: Edition,
  by: Actor,
): Promise<Edition> {
  const { id, heldFrom } = edition;
  if (!isHeld(edition) || heldFrom === undefined) return edition;
  const { table } = pipeline;
  const seen = { id, status: edition.status, heldFrom };
  const history = decision(pipeline, { by, what: "edition-resumed", on: editionSubject(id) });
  if (!(await changeEdition(table, seen, { kind: "resume", history })))
    return (await getEdition(table, id)) ?? edition;
  pipeline.log("edition-resumed", { edition: id, status: heldFrom, by: byline(by) });
  return { ...edition, status: heldFrom, heldFrom: undefined, reason: undefined };
}

/** Resumes a held edition and queues its work at once. Leaves any other edition alone. */
export async function resumeWork(
  pipeline: Pipeline,
  template: Template,
  held: Edition,
  by: Actor,
): Promise<void> {
  if (!isHeld(held)) return;
  const edition = await resumeEdition(pipeline, held, by);
  if (isSending(edition)) return enqueueLanes(pipeline, edition);
  if (isAddressingNow(edition))
    return pipeline.enqueue.addressEdition([{ edition: edition.id, round: edition.rounds }]);
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  if (bulletin)
    await composeEdition(pipeline, template, {
      bulletin,
      slot: new Date(edition.slot),
      by,
      id: edition.id,
    });
}
