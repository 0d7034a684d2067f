/**
 * Decisions about a letter that SES did not confirm: send it once more, or count it as delivered.
 */
export const uncertainDecisions = ["resend", "accept"] as const;
export type UncertainDecision = (typeof uncertainDecisions)[number];
