import type { ToldEvent } from "./told-events.ts";

/** What becomes of a message to one address after SES has accepted it: events besides its delivery. */
const simulated: ReadonlyMap<string, readonly ToldEvent[]> = new Map<string, readonly ToldEvent[]>([
  ["success", []],
  ["bounce", [bounce("General", "smtp; 550 5.1.1 user unknown")]],
  [
    "suppressionlist",
    [
      bounce(
        "Suppressed",
        "Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.",
      ),
    ],
  ],
  ["complaint", [{ type: "Complaint", complaintFeedbackType: "abuse" }]],
  // The letter arrives, and an automatic reply comes back.
  ["ooto", [{ type: "Bounce", bounceType: "Transient", bounceSubType: "General", place: "after delivery" }]],
]);

function bounce(bounceSubType: string, diagnosticCode: string): ToldEvent {
  return { type: "Bounce", bounceType: "Permanent", bounceSubType, status: "5.1.1", diagnosticCode };
}

/**
 * What the mailbox simulator does with an address, as its name says (a `+label` may follow); every other address just takes its letters.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
export function simulatedEvents(address: string): readonly ToldEvent[] {
  const mailbox = /^([^@+]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address)?.[1];
  return simulated.get(mailbox?.toLowerCase() ?? "") ?? [];
}
