import { noteListening } from "../../../functions/steps/clock/listen.ts";
import type { FeedbackState, Pipeline } from "../../../functions/steps/pipeline.ts";
import type { LocalSes } from "./ses/local-ses.ts";

/** How it stands with the local SES's events: first as far as it has published them, then (`look`) in the queue. */
export async function lookAtLocal(
  ses: Pick<LocalSes, "hasPublishedAll" | "hasLostEvents">,
  look: () => Promise<FeedbackState>,
): Promise<FeedbackState> {
  if (!ses.hasPublishedAll()) return "waiting";
  const state = await look();
  return state === "drained" && ses.hasLostEvents() ? "lossy" : state;
}

/** Notes, several times in a grace, that SES's events are received; until it is stopped, together with what receives them. */
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
  const timer = setInterval(note, pipeline.limits.grace / 10);
  return {
    stop: async () => {
      clearInterval(timer);
      await noting;
    },
  };
}
