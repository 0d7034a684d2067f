import type { SubmitOutcome } from "../../core/sending/sending-problem.ts";
import type { Pipeline } from "../pipeline.ts";
import { takeSinglePace } from "./take-pace.ts";

/**
 * Sends one message to SES's mailbox simulator, to see whether this process may send: by its own role, from the sender and with the
 * configuration set of letters. It is nobody's copy and stands in no ledger. `source` is the envelope's sender.
 */
export async function sendTrial(pipeline: Pipeline, source: string): Promise<SubmitOutcome> {
  const pace = await takeSinglePace(pipeline);
  if (pace.kind === "quota-spent") return pace;
  const [instant] = pace.kind === "paced" ? pace.instants : [];
  if (instant === undefined) return { kind: "throttled" };
  await pipeline.sleep(Math.max(0, instant - pipeline.now()));
  const destination = "success@simulator.amazonses.com";
  const data = composeTrial(source, destination, "A trial of sending");
  return pipeline.submit({ data, source, destination, configurationSet: pipeline.configurationSet });
}

/** A message that nobody reads. */
export function composeTrial(source: string, destination: string, subject: string): Buffer {
  const lines = [
    ...[`From: ${source}`, `To: ${destination}`, `Subject: ${subject}`, "Auto-Submitted: auto-generated"],
    ...["MIME-Version: 1.0", "Content-Type: text/plain; charset=us-ascii", ""],
    ...["Sent by the doctor to the mailbox simulator. Nobody reads it.", ""],
  ];
  return Buffer.from(lines.join("\r\n"));
}
