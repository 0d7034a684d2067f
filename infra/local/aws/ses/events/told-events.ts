import * as z from "zod";

const text = z.string().optional();
const status = z
  .string()
  .regex(/^[245]\.\d{1,3}\.\d{1,3}$/, "an enhanced status code, such as 5.2.2")
  .optional();
/**
 * When the event is published, relative to the delivery. `placeOf` has the default of each type.
 */
const place = z.enum(["before delivery", "after delivery", "instead of delivery"]).optional();
/**
 * "notification": the shape of an identity's own notifications, with the letter's header but
 * without tags.
 */
const shape = z.enum(["event", "notification"]).optional();
const common = { place, shape };

/** An event that the local SES is set to publish about a message, with SES's own field names. */
export const toldEventSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("Bounce"),
    bounceType: z.enum(["Permanent", "Transient", "Undetermined"]),
    bounceSubType: text,
    status,
    diagnosticCode: text,
    ...common,
  }),
  z.strictObject({
    type: z.literal("Complaint"),
    complaintFeedbackType: text,
    complaintSubType: text,
    ...common,
  }),
  z.strictObject({
    type: z.literal("DeliveryDelay"),
    delayType: text,
    status,
    diagnosticCode: text,
    ...common,
  }),
  z.strictObject({ type: z.literal("Reject"), reason: text, place }),
  z.strictObject({ type: z.literal("Rendering Failure"), errorMessage: text, place }),
  /** Any other event type, without details. */
  z.strictObject({ type: z.literal("Other"), eventType: z.string().min(1), place }),
]);
export type ToldEvent = z.output<typeof toldEventSchema>;

/**
 * Returns when to publish an event. By default a complaint follows the delivery, a delay precedes
 * it, and others replace it.
 */
export function placeOf(
  told: ToldEvent,
): "before delivery" | "after delivery" | "instead of delivery" {
  if (told.place) return told.place;
  if (told.type === "Complaint" || told.type === "Other") return "after delivery";
  return told.type === "DeliveryDelay" ? "before delivery" : "instead of delivery";
}

export type Recipient = {
  readonly address: string;
  /** When SES accepted the message, in epoch milliseconds. */
  readonly at: number;
  /** The time and id that every feedback event has. */
  readonly feedback: { readonly timestamp: string; readonly feedbackId: string };
  readonly reportingMTA: string;
};

/**
 * Returns an event's type, the key of its detail, and the detail. Shape: Amazon SES Developer
 * Guide, "Contents of event data".
 */
export function detailOf(
  told: ToldEvent,
  recipient: Recipient,
): readonly [kind: string, key: string, detail: object] {
  const { address, at, feedback, reportingMTA } = recipient;
  const bounced = {
    emailAddress: address,
    ...("diagnosticCode" in told && { diagnosticCode: told.diagnosticCode }),
  };
  switch (told.type) {
    case "Bounce": {
      const { bounceType, bounceSubType = "General" } = told;
      // For an automatic reply, SES reports neither an action nor a status.
      const failed = {
        ...bounced,
        ...(told.status !== undefined && { action: "failed", status: told.status }),
      };
      const bounce = { bounceType, bounceSubType, bouncedRecipients: [failed], ...feedback };
      return ["Bounce", "bounce", { ...bounce, reportingMTA: `dsn; ${reportingMTA}` }];
    }
    case "Complaint": {
      const { complaintFeedbackType, complaintSubType = null } = told;
      const report = {
        userAgent: "Amazon SES Mailbox Simulator",
        complaintFeedbackType,
        arrivalDate: feedback.timestamp,
      };
      return [
        "Complaint",
        "complaint",
        {
          complainedRecipients: [{ emailAddress: address }],
          complaintSubType,
          ...report,
          ...feedback,
        },
      ];
    }
    case "DeliveryDelay": {
      const { delayType = "TransientCommunicationFailure", status = "4.4.1" } = told;
      const diagnosticCode =
        told.diagnosticCode ?? "smtp; 421 4.4.1 Unable to connect to remote host";
      const expirationTime = new Date(at + 14 * 60 * 60 * 1_000).toISOString();
      const delayedRecipients = [{ emailAddress: address, status, diagnosticCode }];
      return [
        "DeliveryDelay",
        "deliveryDelay",
        { timestamp: feedback.timestamp, delayType, expirationTime, delayedRecipients },
      ];
    }
    case "Reject":
      return ["Reject", "reject", { reason: told.reason ?? "Bad content" }];
    case "Rendering Failure": {
      const { errorMessage = "Attribute 'name' is not present in the rendering data." } = told;
      return ["Rendering Failure", "failure", { templateName: "letter", errorMessage }];
    }
    case "Other":
      return [told.eventType, "detail", {}];
  }
}
