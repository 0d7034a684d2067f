import type { Edition } from "../../core/bulletins/edition.ts";
import type { Template } from "../../mail/template.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { composeEdition } from "../editions/compose-edition.ts";
import { enqueueLanes } from "../editions/enqueue-lanes.ts";
import { resumeEdition } from "../editions/hold-edition.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Resumes a held edition at once, from the status in which it was held. Leaves any other edition
 * alone.
 */
export async function continueEdition(
  pipeline: Pipeline,
  template: Template,
  held: Edition,
): Promise<void> {
  if (held.status !== "held") return;
  const edition = await resumeEdition(pipeline, held);
  pipeline.log("edition-resumed", { edition: edition.id, status: edition.status });
  if (edition.status === "sending") return enqueueLanes(pipeline, edition);
  if (edition.status === "addressing")
    return pipeline.enqueue.addressEdition([{ edition: edition.id, round: edition.rounds }]);
  const bulletin = await getBulletin(pipeline.table, edition.bulletin);
  if (bulletin)
    await composeEdition(pipeline, template, bulletin, new Date(edition.slot), { id: edition.id });
}
