import * as z from "zod";

/** The environment variables of the Lambdas, by their one schema. What deploys them names the same. */
export const environmentSchema = z.object({
  TABLE_NAME: z.string().min(3),
  ADDRESS_EDITION_QUEUE_URL: z.url(),
  SEND_BATCH_QUEUE_URL: z.url(),
  /** Where SES's events wait, and those that could not be recorded: for what looks after editions. */
  RECORD_FEEDBACK_QUEUE_URL: z.url().optional(),
  RECORD_FEEDBACK_DEAD_LETTERS_URL: z.url().optional(),
  SITE_URL: z.url().transform(url => url.replace(/\/$/, "")),
  /** Where editors sign in, if that is another site than the readers'. */
  EDITORS_URL: z.url().optional(),
  /** The SNS topic that notices go to; without it they are in the log alone. */
  ALARM_TOPIC_ARN: z.string().startsWith("arn:").optional(),
  CONFIGURATION_SET: z.string().optional(),
  /** Keys the hashes of addresses. Absent where a function hashes none. */
  ADDRESS_KEY: z.string().min(32).optional(),
  /** "id:secret" pairs with commas between; the first signs. Absent where a function neither signs links nor reads them. */
  LINK_KEYS: z
    .string()
    .transform((text, context) => {
      const keys = text.split(",").map(pair => ({ id: pair.slice(0, 1), secret: pair.slice(2) }));
      if (keys.every(key => /^[a-z0-9]$/.test(key.id) && key.secret.length >= 32)) return keys;
      context.addIssue('must be like "a:secret" with a secret of at least 32 characters');
      return z.NEVER;
    })
    .optional(),
  TEMPLATES_DIRECTORY: z.string().default("templates"),
  /** Holds `site.css` and `site.js`. */
  ASSETS_DIRECTORY: z.string().default("assets"),
  /** Milliseconds that SES has to answer. */
  SUBMIT_TIMEOUT_MS: z.coerce.number().positive().default(10_000),
  /** Milliseconds that a busy worker may be late with a submission. */
  SLACK_MS: z.coerce.number().positive().default(2_000),
  /** Milliseconds between composing and addressing. */
  HOLD_MS: z.coerce.number().nonnegative().default(0),
  /** Milliseconds: how long SES's events are waited for. */
  GRACE_MS: z.coerce.number().positive().default(900_000),
  /** Milliseconds: how long an edition may stand still. */
  STALL_MS: z.coerce.number().positive().default(45_000),
  /** Milliseconds between two looks at a quota that is used up. */
  REST_MS: z.coerce.number().positive().default(1_800_000),
});

export type Environment = z.infer<typeof environmentSchema>;

/** Reads the environment. Throws with a line for each variable that is missing or malformed; values are not told. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const read = environmentSchema.safeParse(variables);
  if (read.success) return read.data;
  throw new Error(
    `The environment is not as it should be: ${read.error.issues.map(issue => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`,
  );
}
