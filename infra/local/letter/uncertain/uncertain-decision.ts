/** What may be decided about people whom SES did not confirm: they get it once more, or count as having it. */
export const uncertainDecisions = ["resend", "accept"] as const;
export type UncertainDecision = (typeof uncertainDecisions)[number];
