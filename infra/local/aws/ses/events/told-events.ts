import * as z from "zod";

const text = z.string().optional();
const status = z
  .string()
  .regex(/^[245]\.\d{1,3}\.\d{1,3}$/, "an enhanced status code, such as 5.2.2")
  .optional();
/** How it lies to the delivery. Each kind has a usual place. */
const place = z.enum(["before delivery", "after delivery", "instead of delivery"]).optional();
/** "notification": as an identity's own notifications are, which have no tags, but the letter's header. */
const shape = z.enum(["event", "notification"]).optional();
const common = { place, shape };

/** An event that the local SES is told to publish of a message, in SES's own words. */
export const toldEventSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("Bounce"),
    bounceType: z.enum(["Permanent", "Transient", "Undetermined"]),
    ...{ bounceSubType: text, status, diagnosticCode: text, ...common },
  }),
  z.strictObject({ type: z.literal("Complaint"), complaintFeedbackType: text, complaintSubType: text, ...common }),
  z.strictObject({ type: z.literal("DeliveryDelay"), delayType: text, status, diagnosticCode: text, ...common }),
  z.strictObject({ type: z.literal("Reject"), reason: text, place }),
  z.strictObject({ type: z.literal("Rendering Failure"), errorMessage: text, place }),
  /** Any other kind, with nothing in it. */
  z.strictObject({ type: z.literal("Other"), eventType: z.string().min(1), place }),
]);
export type ToldEvent = z.output<typeof toldEventSchema>;

/** Where an event lies if nothing is said: a complaint follows the delivery, a delay precedes it, the others stand in its place. */
export function placeOf(told: ToldEvent): "before delivery" | "after delivery" | "instead of delivery" {
  if (told.place) return told.place;
  if (told.type === "Complaint" || told.type === "Other") return "after delivery";
  return told.type === "DeliveryDelay" ? "before delivery" : "instead of delivery";
}

export type Recipient = {
  readonly address: string;
  /** When SES took the message (epoch milliseconds). */
  readonly at: number;
  /** What all feedback has: when it came and its id. */
  readonly feedback: { readonly timestamp: string; readonly feedbackId: string };
  readonly reportingMTA: string;
};

/** The kind of an event, the name of its detail, and the detail. Shape: Amazon SES Developer Guide, "Contents of event data". */
export function detailOf(told: ToldEvent, recipient: Recipient): readonly [kind: string, key: string, detail: object] {
  const { address, at, feedback, reportingMTA } = recipient;
  const said = { emailAddress: address, ...("diagnosticCode" in told && { diagnosticCode: told.diagnosticCode }) };
  switch (told.type) {
    case "Bounce": {
      const { bounceType, bounceSubType = "General" } = told;
      // Of an automatic reply SES gives neither an action nor a status.
      const failed = { ...said, ...(told.status !== undefined && { action: "failed", status: told.status }) };
      const bounce = { bounceType, bounceSubType, bouncedRecipients: [failed], ...feedback };
      return ["Bounce", "bounce", { ...bounce, reportingMTA: `dsn; ${reportingMTA}` }];
    }
    case "Complaint": {
      const { complaintFeedbackType, complaintSubType = null } = told;
      const report = { userAgent: "Amazon SES Mailbox Simulator", complaintFeedbackType, arrivalDate: feedback.timestamp };
      return [
        "Complaint",
        "complaint",
        { complainedRecipients: [{ emailAddress: address }], complaintSubType, ...report, ...feedback },
      ];
    }
    case "DeliveryDelay": {
      const { delayType = "TransientCommunicationFailure", status = "4.4.1" } = told;
      const diagnosticCode = told.diagnosticCode ?? "smtp; 421 4.4.1 Unable to connect to remote host";
      const expirationTime = new Date(at + 14 * 60 * 60 * 1_000).toISOString();
      const delayedRecipients = [{ emailAddress: address, status, diagnosticCode }];
      return ["DeliveryDelay", "deliveryDelay", { timestamp: feedback.timestamp, delayType, expirationTime, delayedRecipients }];
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
