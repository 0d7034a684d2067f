import * as z from "zod";
import type { Fact } from "./progress.ts";

/** Where in the ledger a message belongs. Carried to SES and back as message tags. */
export type MessagePlace = { readonly edition: string; readonly batch: string; readonly position: number };

/** One thing that SES says of one message. */
export type Feedback = {
  readonly place: MessagePlace;
  readonly facts: readonly Fact[];
  readonly messageId: string;
  /** When SES took the message (epoch milliseconds). */
  readonly at: number;
  /** Why the person is not to be written to again. */
  readonly suppress?: "bounced" | "complained";
};

const tag = z.tuple([z.string().regex(/^[A-Za-z0-9_-]{1,256}$/)], z.string());
const tags = z.object({ edition: tag, batch: tag, position: z.tuple([z.string().regex(/^\d{1,2}$/)], z.string()) });

/**
 * An event of a configuration set's destination. The older notifications say `notificationType` and are another shape.
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
const sesEvent = z.object({
  eventType: z.string(),
  mail: z.object({
    messageId: z.string(),
    timestamp: z.coerce.date().optional(),
    tags: z.record(z.string(), z.array(z.string())).default({}),
  }),
  bounce: z.object({ bounceType: z.enum(["Permanent", "Transient", "Undetermined"]) }).optional(),
});

/** What SES says to a topic once, when events are first to be published to it. */
const greeting = "Successfully validated SNS topic";

/** Reads an event. "foreign": of a message that is not ours, or of a kind that the ledger does not keep. */
export function readSesEvent(
  body: string,
): { kind: "feedback"; feedback: Feedback } | { kind: "foreign" } | { kind: "unreadable"; reason: string } {
  if (body.startsWith(greeting)) return { kind: "foreign" };
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { kind: "unreadable", reason: "it is no JSON" };
  }
  const event = sesEvent.safeParse(json);
  if (!event.success) return { kind: "unreadable", reason: z.prettifyError(event.error) };
  const place = tags.safeParse(event.data.mail.tags);
  if (!place.success) return { kind: "foreign" };
  const { edition, batch, position } = place.data;
  const found = (facts: readonly Fact[], suppress?: "bounced" | "complained") => ({
    kind: "feedback" as const,
    feedback: {
      place: { edition: edition[0], batch: batch[0], position: Number(position[0]) },
      messageId: event.data.mail.messageId,
      at: event.data.mail.timestamp?.getTime() ?? 0,
      facts,
      ...(suppress && { suppress }),
    },
  });
  switch (event.data.eventType) {
    case "Send":
    case "DeliveryDelay":
      return found(["evident"]);
    case "Delivery":
      return found(["delivered"]);
    case "Bounce":
      return found(["bounced"], event.data.bounce?.bounceType === "Permanent" ? "bounced" : undefined);
    case "Complaint":
      return found(["complained"], "complained");
    // SES took the message and then found a virus in it: nobody received it.
    case "Reject":
      return found(["bounced"]);
    default:
      return { kind: "foreign" };
  }
}
