import type { SecretName } from "../../functions/runtime/secrets.ts";
import type { LambdaName } from "./bundling.ts";

/**
 * DynamoDB checks each write of a transaction as the action of that write: there is no action for
 * the transaction.
 */
type TableAction =
  | "GetItem"
  | "BatchGetItem"
  | "Query"
  | "PutItem"
  | "UpdateItem"
  | "DeleteItem"
  /** Tells the table's own id: a restored table has another. */
  | "DescribeTable"
  /** Many conditional puts in one request. */
  | "PartiQLInsert";

/** A prefix of partition keys, or a whole key if it has no "#". docs/architecture.md lists them. */
export type LeadingKey =
  | "ADDRESS#"
  | "BULLETIN#"
  | "CLOCK"
  | "EDITION#"
  | "HISTORY#EDITION#"
  | "HISTORY#ENTRY#"
  | "HISTORY#SUBSCRIBER#"
  | "IMAGE#"
  | "JOINING#"
  | "LEFT#"
  | "LIMIT#"
  | "LIST#"
  | "PACE#"
  | "SUBSCRIBER#"
  | "SUPPRESSED#"
  | "VERSION";

export type Permissions = {
  /** The actions on the table. */
  readonly table: readonly TableAction[];
  /** The secrets that the Lambda reads. */
  readonly secrets?: readonly SecretName[];
  /** The keys that an action is restricted to (`dynamodb:LeadingKeys`). */
  readonly keys?: Readonly<Partial<Record<TableAction, readonly LeadingKey[]>>>;
  /**
   * Whether the Lambda reads the index `due`, which also lists the bulletins; or the keys of the index
   * that it may read.
   */
  readonly index?: true | readonly ("BULLETIN" | "LIST")[];
  /** The queues that the Lambda sends messages to. */
  readonly queues?: readonly ("address-edition" | "send-batch" | "import-list")[];
  /** Whether the Lambda offers forms for files of imports, or uses and deletes the files. */
  readonly uploads?: "offer" | "use";
  /**
   * Whether the Lambda counts SES's events that wait in the queue of record-feedback or its dead
   * letters.
   */
  readonly looksAtFeedback?: true;
  /** Whether the Lambda reads the account's rate and quota from SES. */
  readonly quota?: true;
  /** Whether the Lambda asks SES about the account and the sender: may it send, does it sign. */
  readonly sendingStatus?: true;
  /** Whether the Lambda reads and clears SES's own suppression list. */
  readonly sesList?: true;
  /** Whether the Lambda sends through SES. */
  readonly send?: true;
  /** Whether the Lambda publishes notices to the operators. */
  readonly notices?: true;
};

/** What each Lambda may do: exactly what it does. A test runs the bundles and compares. */
export const permissions: Readonly<Record<LambdaName, Permissions>> = {
  "run-clock": {
    table: [
      "GetItem",
      "BatchGetItem",
      "Query",
      "PutItem",
      "UpdateItem",
      "DeleteItem",
      "DescribeTable",
    ],
    // It emails notices, with links that approve a letter, and forgets people and their addresses.
    secrets: ["address-key", "link-keys"],
    index: true,
    queues: ["address-edition", "send-batch"],
    quota: true,
    sendingStatus: true,
    send: true,
    notices: true,
    looksAtFeedback: true,
  },
  "address-edition": {
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DescribeTable"],
    index: true,
    queues: ["address-edition", "send-batch"],
    quota: true,
  },
  // It holds an edition if SES refuses to send, and writes that into the edition's history.
  "send-batch": {
    table: ["GetItem", "Query", "PutItem", "UpdateItem", "DescribeTable"],
    keys: { PutItem: ["HISTORY#EDITION#"] },
    secrets: ["link-keys"],
    queues: ["send-batch"],
    quota: true,
    send: true,
  },
  "record-feedback": {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"],
    secrets: ["address-key"],
    index: true,
  },
  // It completes an erasure that was interrupted, if the person is in the file.
  "import-list": {
    table: [
      "GetItem",
      "BatchGetItem",
      "Query",
      "PutItem",
      "UpdateItem",
      "DeleteItem",
      "PartiQLInsert",
    ],
    secrets: ["address-key"],
    queues: ["import-list"],
    uploads: "use",
    notices: true,
  },
  // It reaches servers elsewhere, and can only add entries.
  "read-feeds": {
    table: ["GetItem", "PutItem", "DescribeTable"],
    keys: {
      GetItem: ["BULLETIN#", "CLOCK", "VERSION"],
      PutItem: ["BULLETIN#", "HISTORY#ENTRY#"],
    },
    index: ["BULLETIN"],
  },
  // The site sends tests through SES. It looks people up, erases them and lifts suppressions.
  "editors-site": {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    secrets: ["address-key", "link-keys", "session-key"],
    index: true,
    queues: ["address-edition", "send-batch", "import-list"],
    uploads: "offer",
    quota: true,
    sendingStatus: true,
    sesList: true,
    send: true,
  },
  // The only function that people reach without signing in. It reads letters, and changes the data of
  // one person at a time: their choices, their places on lists, and their erasure. It sends the emails
  // that confirm a subscription.
  "readers-site": {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    keys: {
      GetItem: ["BULLETIN#", "EDITION#", "IMAGE#", "JOINING#", "LIST#", "SUBSCRIBER#", "VERSION"],
      BatchGetItem: ["ADDRESS#", "EDITION#", "SUPPRESSED#"],
      Query: ["BULLETIN#", "HISTORY#SUBSCRIBER#"],
      PutItem: ["ADDRESS#", "HISTORY#SUBSCRIBER#", "LIST#", "SUBSCRIBER#"],
      UpdateItem: ["HISTORY#SUBSCRIBER#", "JOINING#", "LEFT#", "LIMIT#", "PACE#", "SUPPRESSED#"],
      DeleteItem: ["ADDRESS#", "JOINING#"],
    },
    index: ["BULLETIN", "LIST"],
    quota: true,
    send: true,
    secrets: ["address-key", "link-keys"],
  },
};

/**
 * Returns the secrets that a Lambda reads in a stage. With an OpenID issuer, the editors' site also
 * reads the client's secret.
 */
export function secretsOf(
  name: LambdaName,
  signIn: { readonly kind: string },
): readonly SecretName[] {
  const secrets = permissions[name].secrets ?? [];
  return name === "editors-site" && signIn.kind === "open-id"
    ? [...secrets, "oidc-client-secret"]
    : secrets;
}
