import * as z from "zod";

const text = z.string().optional();

/** What one of SES's events says beyond a fact of the ledger: codes and the receiving server's own words, with no address in them. */
export const feedbackNote = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("bounce"),
    /** Epoch milliseconds; 0 if SES does not say. */
    at: z.number(),
    type: z.enum(["Permanent", "Transient", "Undetermined"]),
    subtype: text,
    status: text,
    diagnostic: text,
  }),
  /** `type`: what the reader's provider reports ("abuse", "not-spam", …). */
  z.object({ kind: z.literal("complaint"), at: z.number(), type: text, subtype: text }),
  /** SES still tries. `type`: SES's delayType. */
  z.object({ kind: z.literal("delay"), at: z.number(), type: text, status: text, diagnostic: text }),
  /** SES took the message and did not send it. `type`: the kind of event. */
  z.object({ kind: z.literal("reject"), at: z.number(), type: z.enum(["Reject", "RenderingFailure"]), reason: text }),
]);
export type FeedbackNote = z.infer<typeof feedbackNote>;
