import * as z from "zod";

const text = z.string().optional();

/**
 * Details of an SES event beyond a fact of the ledger:
 * codes and the receiving server's words, without addresses.
 */
export const feedbackNote = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("bounce"),
    /** Epoch milliseconds; 0 if SES gives no time. */
    at: z.number(),
    type: z.enum(["Permanent", "Transient", "Undetermined"]),
    subtype: text,
    status: text,
    diagnostic: text,
  }),
  /** `type`: the report of the reader's provider ("abuse", "not-spam", …). */
  z.object({ kind: z.literal("complaint"), at: z.number(), type: text, subtype: text }),
  /** SES keeps trying. `type`: SES's delayType. */
  z.object({
    kind: z.literal("delay"),
    at: z.number(),
    type: text,
    status: text,
    diagnostic: text,
  }),
  /** SES accepted the message and did not send it. `type`: the kind of event. */
  z.object({
    kind: z.literal("reject"),
    at: z.number(),
    type: z.enum(["Reject", "RenderingFailure"]),
    reason: text,
  }),
]);
export type FeedbackNote = z.infer<typeof feedbackNote>;
