import type { LambdaName } from "./bundling.ts";

type TableAction = "GetItem" | "BatchGetItem" | "Query" | "PutItem" | "UpdateItem" | "DeleteItem";

export type Permissions = {
  /** What it does to the table. */
  readonly table: readonly TableAction[];
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
};

/** What each Lambda may do, written by hand: what it does, and nothing more. A test drives the bundles and compares. */
export const permissions: Readonly<Record<LambdaName, Permissions>> = {
  "run-clock": {
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    queues: ["address-edition", "send-batch"],
    looksAtFeedback: true,
  },
  "address-edition": {
    table: ["GetItem", "Query", "PutItem", "UpdateItem"],
    index: true,
    queues: ["address-edition", "send-batch"],
    quota: true,
  },
  "send-batch": { table: ["GetItem", "Query", "UpdateItem"], queues: ["send-batch"], quota: true, send: true },
  "record-feedback": { table: ["GetItem", "BatchGetItem", "PutItem", "UpdateItem", "DeleteItem"], index: true },
  // Tests go out through SES; people are looked up and erased.
  "editors-site": {
    table: ["GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"],
    index: true,
    queues: ["address-edition", "send-batch"],
    quota: true,
    send: true,
  },
  "readers-site": { table: ["GetItem", "BatchGetItem", "PutItem", "DeleteItem"] },
};
