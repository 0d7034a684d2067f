import type { Limits } from "../../functions/steps/pipeline.ts";
import { deadLettersOf, type QueueUrls } from "./aws/queues.ts";
import type { Directory } from "./directory.ts";

/** Shorter limits than on AWS are enough, and the shortest with an SES in this process. */
const defaultLimits: Record<LocalPlace["ses"], Limits> = {
  here: {
    holdMs: 0,
    submitTimeoutMs: 3_000,
    slackMs: 2_000,
    graceMs: 4_000,
    stallMs: 1_000,
    restMs: 10_000,
  },
  // A busy machine may let another process wait for a while.
  beside: {
    holdMs: 0,
    submitTimeoutMs: 5_000,
    slackMs: 2_000,
    graceMs: 6_000,
    stallMs: 1_000,
    restMs: 10_000,
  },
  elsewhere: {
    holdMs: 0,
    submitTimeoutMs: 5_000,
    slackMs: 2_000,
    graceMs: 10_000,
    stallMs: 2_000,
    restMs: 10_000,
  },
};

export type LocalPlace = {
  readonly directory: Pick<Directory, "identity">;
  readonly table: string;
  readonly queues: QueueUrls;
  readonly siteUrl: string;
  /**
   * Whether the local SES runs in this process or in another, or `AWS_ENDPOINT_URL_SES` names another
   * one.
   */
  readonly ses: "here" | "beside" | "elsewhere";
  readonly limits?: Partial<Limits>;
};

/** The local bucket of imports, and the path of the local site that takes files for it. */
export const importBucket = "dear-colleague-imports";
export const importPath = "/import-bucket";

/** Returns the environment variables that the functions of a local pipeline have. */
export function localEnvironment({
  directory: { identity },
  table,
  queues,
  siteUrl,
  ses,
  limits,
}: LocalPlace): Readonly<Record<string, string | undefined>> {
  const chosen = { ...defaultLimits[ses], ...limits };
  return {
    TABLE_NAME: table,
    ADDRESS_EDITION_QUEUE_URL: queues["address-edition"],
    SEND_BATCH_QUEUE_URL: queues["send-batch"],
    RECORD_FEEDBACK_QUEUE_URL: queues["record-feedback"],
    RECORD_FEEDBACK_DEAD_LETTERS_URL: deadLettersOf(queues["record-feedback"]),
    IMPORT_LIST_QUEUE_URL: queues["import-list"],
    IMPORT_BUCKET: importBucket,
    IMPORT_BUCKET_URL: `${siteUrl}${importPath}`,
    SITE_URL: siteUrl,
    INSERT_THROUGH: "transactions",
    ADDRESS_KEY: identity.addressKey,
    LINK_KEYS: identity.linkKeys,
    CONFIGURATION_SET: process.env.CONFIGURATION_SET,
    SUBMIT_TIMEOUT_MS: String(chosen.submitTimeoutMs),
    HOLD_MS: String(chosen.holdMs),
    SLACK_MS: String(chosen.slackMs),
    GRACE_MS: String(chosen.graceMs),
    STALL_MS: String(chosen.stallMs),
    REST_MS: String(chosen.restMs),
  };
}
