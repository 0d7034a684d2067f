import * as z from "zod";

const status = z.enum(["Pending", "Success", "Failed", "TemporaryFailure", "NotStarted"]);

/** A domain that letters are sent from. */
const identity = z.strictObject({
  verification: status,
  dkim: z.strictObject({ enabled: z.boolean(), status, tokens: z.array(z.string()) }),
  mailFrom: z
    .strictObject({
      domain: z.string(),
      status,
      onMxFailure: z.enum(["UseDefaultValue", "RejectMessage"]),
    })
    .optional(),
});

const destination = z.strictObject({
  name: z.string(),
  enabled: z.boolean(),
  /** Named as in API version 2010-12-01: send, delivery, bounce, … */
  eventTypes: z.array(z.string()),
  topic: z.string().optional(),
});

const configurationSet = z.strictObject({
  destinations: z.array(destination),
  sendingEnabled: z.boolean(),
  reputationMetrics: z.boolean(),
});

/**
 * The account's set-up, by domain and by configuration set. `describeSetUp` shows it. A message
 * with an unknown or paused configuration set is refused. Apart from that, the set-up changes
 * nothing: the local SES accepts messages from every sender and publishes every event.
 */
export const setUpSchema = z.strictObject({
  /** Undefined: every identity is verified, and its letters are signed. */
  identities: z.record(z.string(), identity).optional(),
  configurationSets: z.record(z.string(), configurationSet).default({}),
});

export type SetUpSettings = z.input<typeof setUpSchema>;
export type SetUp = z.output<typeof setUpSchema>;
export type Identity = z.output<typeof identity>;
export type ConfigurationSet = z.output<typeof configurationSet>;
