import type { Edition } from "../../core/bulletins/edition.ts";
import { isAddressingNow, isHeld, isSending } from "../../core/bulletins/status.ts";
import type { Template } from "../../mail/template.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { changeEdition } from "../../store/bulletins/change-edition.ts";
import { getEdition } from "../../store/bulletins/editions.ts";
import { composeEdition } from "../editions/compose-edition.ts";
import { enqueueLanes } from "../editions/enqueue-lanes.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Restores the status that a held edition had before it was held; returns the edition. Leaves any
 * other edition alone. Queues no work: the clock does, or `resumeWork`.
 */
export async function resumeEdition(pipeline: Pipeline, edition: Edition): Promise<Edition> {
  const { id, heldFrom } = edition;
  if (!isHeld(edition) || heldFrom === undefined) return edition;
  const { table } = pipeline;
  if (!(await changeEdition(table, { id, status: edition.status, heldFrom }, { kind: "resume" })))
    return (await getEdition(table, id)) ?? edition;
  pipeline.log("edition-resumed", { edition: id, status: heldFrom });
  return { ...edition, status: heldFrom, heldFrom: undefined, reason: undefined };
}

/** Resumes a held edition and queues its work at once. Leaves any other edition alone. */
export async function resumeWork(
  pipeline: Pipeline,
  template: Template,
  held: Edition,
): Promise<void> {
  if (!isHeld(held)) return;
  const edition = await resumeEdition(pipeline, held);
  if (isSending(edition)) return enqueueLanes(pipeline, edition);
  if (isAddressingNow(edition))
    return pipeline.enqueue.addressEdition([{ edition: edition.id, round: edition.rounds }]);
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  if (bulletin)
    await composeEdition(pipeline, template, bulletin, new Date(edition.slot), { id: edition.id });
}
