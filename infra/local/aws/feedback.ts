import { noteListening } from "../../../functions/steps/clock/listen.ts";
import type { FeedbackState, Pipeline } from "../../../functions/steps/pipeline.ts";
import type { SesAtWork } from "./services/services.ts";

/**
 * Returns the state of the local SES's events: "waiting" until all are published, then the queue's
 * state (`look`).
 */
export async function lookAtLocal(
  ses: Pick<SesAtWork, "hasPublishedAll" | "hasLostEvents">,
  look: () => Promise<FeedbackState>,
): Promise<FeedbackState> {
  if (!(await ses.hasPublishedAll())) return "waiting";
  const state = await look();
  return state === "drained" && (await ses.hasLostEvents()) ? "lossy" : state;
}

/**
 * Notes ten times per grace period that SES's events are received. Stop it together with the
 * trigger that receives them.
 */
export function keepListening(pipeline: Pipeline): { readonly stop: () => Promise<void> } {
  let noting: Promise<void> | undefined;
  const note = () => {
    noting ??= noteListening(pipeline)
      .catch(error => pipeline.log("listening-not-noted", { error: String(error) }))
      .finally(() => {
        noting = undefined;
      });
  };
  note();
  const timer = setInterval(note, pipeline.limits.graceMs / 10);
  return {
    stop: async () => {
      clearInterval(timer);
      await noting;
    },
  };
}
