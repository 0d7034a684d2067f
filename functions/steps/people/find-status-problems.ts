import { parseSender } from "../../core/people/senders/sender.ts";
import { type StatusProblem, statusProblems } from "../../core/people/senders/sending-status.ts";
import type { Pipeline } from "../pipeline.ts";

/**
 * Returns what the doctor would find about a sender now. Empty if SES does not answer: letters may
 * go out all the same.
 */
export async function findStatusProblems(
  { sendingStatus, log }: Pick<Pipeline, "sendingStatus" | "log">,
  sender: string,
): Promise<StatusProblem[]> {
  const address = parseSender(sender)?.address;
  if (address === undefined) return [];
  try {
    return statusProblems(await sendingStatus(address), address);
  } catch (error) {
    log("sending-status-unknown", { error: String(error) });
    return [];
  }
}
