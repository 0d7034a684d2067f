import type { SubmitOutcome } from "../../core/sending/sending-problem.ts";
import type { Pieces } from "../../mail/pieces.ts";
import type { Pipeline } from "../pipeline.ts";
import { submitSingle } from "./submit-single.ts";

/**
 * Sends one message to SES's mailbox simulator, to test whether this process may send. Uses the
 * process's own role and the configuration set of letters. The message belongs to no person and is
 * in no ledger. `source` is the envelope sender.
 */
export async function sendTrial(pipeline: Pipeline, source: string): Promise<SubmitOutcome> {
  const destination = "success@simulator.amazonses.com";
  const data = composeTrial(source, destination, "A trial of sending");
  return submitSingle(pipeline, { data, source, destination });
}

/** Returns a plain message for the mailbox simulator. */
export function composeTrial(source: string, destination: string, subject: string): Pieces {
  const lines = [
    `From: ${source}`,
    `To: ${destination}`,
    `Subject: ${subject}`,
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=us-ascii",
    "",
    "Sent by the doctor to the mailbox simulator. Nobody reads it.",
    "",
  ];
  return [lines.join("\r\n")];
}
