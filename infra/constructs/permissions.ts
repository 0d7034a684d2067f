import type { SecretName } from "../../functions/runtime/secrets.ts";
import type { LambdaName } from "./bundling.ts";

type TableAction = "GetItem" | "BatchGetItem" | "Query" | "PutItem" | "UpdateItem" | "DeleteItem";

/** What a partition key of the table begins with, or without "#" the whole of one: docs/architecture.md lists them. */
export type LeadingKey = "BULLETIN#" | "EDITION#" | "LIST#" | "SUBSCRIBER#" | "SUPPRESSED#" | "VERSION";

export type Permissions = {
  /** What it does to the table. */
  readonly table: readonly TableAction[];
  /** The secrets that it reads. */
  readonly secrets?: readonly SecretName[];
  /** Where an action may lead, if not everywhere (`dynamodb:LeadingKeys`). */
  readonly keys?: Readonly<Partial<Record<TableAction, readonly LeadingKey[]>>>;
  /** Whether it reads the index of what is due, which also lists the bulletins. */
  readonly index?: true;
  /** The queues that it puts work into. */
  readonly queues?: readonly ("address-edition" | "send-batch")[];
  /** Whether it looks how many of SES's events wait to be recorded, or could not be. */
  readonly looksAtFeedback?: true;
  /** Whether it asks SES for the account's rate and quota. */
  readonly quota?: true;
  /** Whether it hands messages to SES. */
  readonly send?: true;
  /** Whether it mails notices to the operators. */
  readonly notices?: true;
};

/** What each Lambda may do, written by hand: what it does, and nothing more. A test drives the bundles and compares. */
export const permissions: Readonly<Record<LambdaName, Permissions>> = {
  "run-clock": {
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    queues: ["address-edition", "send-batch"],
    notices: true,
    looksAtFeedback: true,
  },
  "address-edition": {
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    queues: ["address-edition", "send-batch"],
    quota: true,
  },
  "send-batch": {
    table: ["GetItem", "Query", "UpdateItem"],
    secrets: ["link-keys"],
    queues: ["send-batch"],
    quota: true,
    send: true,
  },
  "record-feedback": {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    secrets: ["address-key"],
    index: true,
  },
  // Tests go out through SES; people are looked up and erased.
  "editors-site": {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    secrets: ["address-key", "link-keys", "session-key"],
    index: true,
    queues: ["address-edition", "send-batch"],
    quota: true,
    send: true,
  },
  // The one function that strangers reach without signing in: it reads a letter, and takes people off lists.
  "readers-site": {
    table: ["GetItem", "BatchGetItem", "PutItem", "DeleteItem"],
    keys: {
      GetItem: ["BULLETIN#", "EDITION#", "VERSION"],
      BatchGetItem: ["BULLETIN#", "SUBSCRIBER#"],
      PutItem: ["SUPPRESSED#"],
      DeleteItem: ["LIST#"],
    },
    secrets: ["address-key", "link-keys"],
  },
};

/** The secrets that a Lambda reads in a stage: with an issuer of the stage's own, the editors' site may have a client's secret. */
export function secretsOf(name: LambdaName, signIn: { readonly kind: string }): readonly SecretName[] {
  const secrets = permissions[name].secrets ?? [];
  return name === "editors-site" && signIn.kind === "open-id" ? [...secrets, "oidc-client-secret"] : secrets;
}
