import type { SubmitOutcome } from "../../core/sending/sending-problem.ts";
import type { RawMessage } from "../../mail/submit-message.ts";
import type { Pipeline } from "../pipeline.ts";
import { takeSinglePace } from "./take-pace.ts";

/**
 * Submits one message to one person, which is in no ledger. It gets a place before letters to lists.
 * Returns SES's answer unchanged.
 */
export async function submitSingle(
  pipeline: Pipeline,
  message: Pick<RawMessage, "data" | "source" | "destination">,
): Promise<SubmitOutcome> {
  const pace = await takeSinglePace(pipeline);
  if (pace.kind === "quota-spent") return pace;
  const [instant] = pace.kind === "paced" ? pace.instants : [];
  if (instant === undefined) return { kind: "throttled" };
  await pipeline.sleep(Math.max(0, instant - pipeline.now()));
  const { data, source, destination } = message;
  const { configurationSet } = pipeline;
  return pipeline.submit({ data, source, destination, configurationSet });
}
