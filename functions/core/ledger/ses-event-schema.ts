import * as z from "zod";

/** An optional field. An unexpected value does not make the event invalid. */
const detail = z.string().optional().catch(undefined);
const when = z.coerce.date().optional().catch(undefined);
const recipients = z
  .array(z.object({ emailAddress: detail, status: detail, diagnosticCode: detail }))
  .default([])
  .catch([]);

/** The kind of an event, in either shape. */
export const eventKind = z.object({
  eventType: z.string().optional(),
  notificationType: z.string().optional(),
});

/** The message that an event is about. */
export const eventMail = z.object({
  mail: z.object({
    messageId: z.string(),
    timestamp: when,
    destination: z.array(z.string()).default([]).catch([]),
    tags: z.record(z.string(), z.array(z.string())).nullish(),
    /** Not parsed: it takes as long as all the rest, and is needed for few events. */
    headers: z.unknown().optional(),
  }),
});

/** The headers of a message as we submitted it. Only some events have them. */
export const eventHeaders = z
  .array(z.object({ name: z.string(), value: z.string() }))
  .default([])
  .catch([]);

const bounce = z.object({
  bounceType: z.enum(["Permanent", "Transient", "Undetermined"]),
  bounceSubType: detail,
  bouncedRecipients: recipients,
  timestamp: when,
});
/** A bounce without details counts as one that SES could not classify. */
export const bounceEvent = z.object({ bounce: bounce.prefault({ bounceType: "Undetermined" }) });

export const complaintEvent = z.object({
  complaint: z
    .object({ complaintSubType: detail, complaintFeedbackType: detail, timestamp: when })
    .optional()
    .transform(given => given ?? {}),
});

export const delayEvent = z.object({
  deliveryDelay: z
    .object({ delayType: detail, delayedRecipients: recipients })
    .optional()
    .transform(given => given ?? { delayedRecipients: [] }),
});

export const rejectEvent = z.object({ reject: z.object({ reason: detail }).default({}).catch({}) });
export const failureEvent = z.object({
  failure: z.object({ errorMessage: detail }).default({}).catch({}),
});
