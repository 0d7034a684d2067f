import * as z from "zod";

const status = z.enum(["Pending", "Success", "Failed", "TemporaryFailure", "NotStarted"]);

/** A domain that letters come from, as its owner would have set it up. */
const identity = z.strictObject({
  verification: status,
  dkim: z.strictObject({ enabled: z.boolean(), status, tokens: z.array(z.string()) }),
  mailFrom: z.strictObject({ domain: z.string(), status, onMxFailure: z.enum(["UseDefaultValue", "RejectMessage"]) }).optional(),
});

const destination = z.strictObject({
  name: z.string(),
  enabled: z.boolean(),
  /** In the words of API version 2010-12-01: send, delivery, bounce, … */
  eventTypes: z.array(z.string()),
  topic: z.string().optional(),
});

const configurationSet = z.strictObject({
  destinations: z.array(destination),
  sendingEnabled: z.boolean(),
  reputationMetrics: z.boolean(),
});

/**
 * What the account's owner has set up, by domain and by configuration set. It is told when asked for. A message that names another
 * configuration set, or one that is paused, is refused; else it changes nothing: the local SES takes messages from anyone, and publishes
 * every event.
 */
export const setUpSchema = z.strictObject({
  identities: z.record(z.string(), identity).default({}),
  configurationSets: z.record(z.string(), configurationSet).default({}),
});

export type SetUpSettings = z.input<typeof setUpSchema>;
export type SetUp = z.output<typeof setUpSchema>;
export type Identity = z.output<typeof identity>;
export type ConfigurationSet = z.output<typeof configurationSet>;
