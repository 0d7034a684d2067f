import * as z from "zod";

/** The environment variables of the Lambdas. The CDK constructs set the same names. */
export const environmentSchema = z.object({
  TABLE_NAME: z.string().min(3),
  ADDRESS_EDITION_QUEUE_URL: z.url(),
  SEND_BATCH_QUEUE_URL: z.url(),
  /** The queue of SES's events and its dead letters, for functions that watch editions. */
  RECORD_FEEDBACK_QUEUE_URL: z.url().optional(),
  RECORD_FEEDBACK_DEAD_LETTERS_URL: z.url().optional(),
  /** For functions that import lists, or let people give files. */
  IMPORT_LIST_QUEUE_URL: z.url().optional(),
  IMPORT_BUCKET: z.string().min(3).optional(),
  /** Where browsers send files to. */
  IMPORT_BUCKET_URL: z.url().optional(),
  IMPORT_MAX_BYTES: z.coerce.number().int().positive().default(200_000_000),
  SITE_URL: z.url().transform(url => url.replace(/\/$/, "")),
  /** The editors' site, if it differs from the readers' site. */
  EDITORS_URL: z.url().optional(),
  /** The SNS topic for notices. Without it, notices are only in the log. */
  ALARM_TOPIC_ARN: z.string().startsWith("arn:").optional(),
  /** Asked for after each healthy tick. */
  TICK_URL: z.url().startsWith("https://").optional(),
  CONFIGURATION_SET: z.string().optional(),
  /** The domain that letters come from, for functions that change bulletins. */
  SENDER_DOMAIN: z.string().optional(),
  /** Keys the hashes of addresses. Absent if a function hashes none. */
  ADDRESS_KEY: z.string().min(32).optional(),
  /**
   * "id:secret" pairs, separated by commas; the first one signs. Absent if a function neither signs
   * nor reads links.
   */
  LINK_KEYS: z
    .string()
    .transform((text, context) => {
      const keys = text.split(",").map(pair => ({ id: pair.slice(0, 1), secret: pair.slice(2) }));
      if (keys.every(key => /^[a-z0-9]$/.test(key.id) && key.secret.length >= 32)) return keys;
      context.addIssue('must be like "a:secret" with a secret of at least 32 characters');
      return z.NEVER;
    })
    .optional(),
  /** How long a person who is on no list is kept: for the clock. */
  KEEP_UNLISTED_DAYS: z.coerce.number().int().min(30).default(730),
  TEMPLATES_DIRECTORY: z.string().default("templates"),
  /** Holds `site.css` and `site.js`. */
  ASSETS_DIRECTORY: z.string().default("assets"),
  /** The longest time that SES may take to answer. */
  SUBMIT_TIMEOUT_MS: z.coerce.number().positive().default(10_000),
  /** Whether letters go to SES by requests of our own, or through the SDK's client. */
  SUBMIT_THROUGH: z.enum(["direct", "sdk"]).default("direct"),
  /** How new people are stored: see `InsertThrough`. */
  INSERT_THROUGH: z.enum(["batches", "transactions"]).default("batches"),
  /** How late a busy worker may start a submission. */
  SLACK_MS: z.coerce.number().positive().default(2_000),
  /** The wait between composing and addressing. */
  HOLD_MS: z.coerce.number().nonnegative().default(0),
  /** How long to wait for SES's events. */
  GRACE_MS: z.coerce.number().positive().default(900_000),
  /** How long an edition may make no progress. */
  STALL_MS: z.coerce.number().positive().default(45_000),
  /** The wait between two checks of a used-up quota. */
  REST_MS: z.coerce.number().positive().default(1_800_000),
});

export type Environment = z.infer<typeof environmentSchema>;

/**
 * Reads the environment. Throws an error that names each missing or malformed variable, without its
 * value.
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Environment {
  const read = environmentSchema.safeParse(variables);
  if (read.success) return read.data;
  throw new Error(
    `Invalid environment variables: ${read.error.issues.map(issue => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`,
  );
}
