import type { ToldEvent } from "./told-events.ts";

/** Events other than a plain delivery, by the simulator's mailbox name. */
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
  // The letter is delivered, and an automatic reply ("out of the office") comes back.
  [
    "ooto",
    [
      {
        type: "Bounce",
        bounceType: "Transient",
        bounceSubType: "General",
        place: "after delivery",
      },
    ],
  ],
]);

function bounce(bounceSubType: string, diagnosticCode: string): ToldEvent {
  return {
    type: "Bounce",
    bounceType: "Permanent",
    bounceSubType,
    status: "5.1.1",
    diagnosticCode,
  };
}

/**
 * Returns the events of a mailbox simulator address, by its name; a `+label` may follow the name.
 * Returns none for other addresses: they have a plain delivery.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
export function simulatedEvents(address: string): readonly ToldEvent[] {
  const mailbox = /^([^@+]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(address)?.[1];
  return simulated.get(mailbox?.toLowerCase() ?? "") ?? [];
}
