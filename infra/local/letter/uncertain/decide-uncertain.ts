import type { Edition } from "../../../../functions/core/bulletins/edition.ts";
import { awaitsDecision, mayBeSentAgain } from "../../../../functions/core/bulletins/status.ts";
import { assumeDelivered } from "../../../../functions/steps/control/assume-delivered.ts";
import { sendAgain } from "../../../../functions/steps/control/send-again.ts";
import type { Pipeline } from "../../../../functions/steps/pipeline.ts";
import { commandActor } from "../../../cli/command-actor.ts";
import type { UncertainDecision } from "./uncertain-decision.ts";

/**
 * Applies a person's decision about the uncertain people of a resting edition. Returns the number
 * of people changed.
 */
export async function decideUncertain(
  pipeline: Pipeline,
  edition: Edition,
  decision: UncertainDecision,
): Promise<number> {
  const by = commandActor();
  if (decision === "accept")
    return awaitsDecision(edition) ? assumeDelivered(pipeline, edition, by) : 0;
  return mayBeSentAgain(edition) ? sendAgain(pipeline, edition, ["uncertain"], by) : 0;
}
