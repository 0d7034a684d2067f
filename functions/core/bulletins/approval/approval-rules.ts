import * as z from "zod";
import { parseMailbox } from "../../people/mailbox.ts";
import { type Read, textLine } from "../../text/schema-parts.ts";

/**
 * Who must approve an edition before it is sent: nobody, one approver, or an approver other than
 * the last person who changed it.
 */
export const approvalRule = z.enum(
  ["none", "one", "another"],
  'must be "none", "one" or "another"',
);
export type ApprovalRule = Read<typeof approvalRule>;

const memberAddress = textLine
  .max(254)
  .refine(
    text => parseMailbox(text).kind !== "invalid",
    "is not an email address such as ada@example.org",
  )
  .meta({ examples: ["ada@example.org", "ben@harbour-health.example"] });

/** A person who is asked to approve. The deputy is asked during their absence. */
export const approverSchema = z.object({
  address: memberAddress,
  deputy: memberAddress.optional(),
});
export type Approver = Read<typeof approverSchema>;

const lateMessage = 'must be "hold", "skip" or "send within N hours"';
/** For an edition that is due, but was not sent at its slot: no clock ran, or nobody had approved. */
export const lateRule = z.discriminatedUnion(
  "rule",
  [
    z.object({
      rule: z.literal("send"),
      withinHours: z
        .int("must be a whole number of hours")
        .min(1, "must be 1 hour or more")
        .max(168, "must be 168 hours (a week) or less"),
    }),
    z.object({ rule: z.literal("hold") }),
    z.object({ rule: z.literal("skip") }),
  ],
  lateMessage,
);
export type LateRule = Read<typeof lateRule>;
