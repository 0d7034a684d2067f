import type { SecretName } from "../functions/runtime/secrets.ts";

/** The queues, named after the Lambdas that handle their messages. */
export const queueNames = [
  "address-edition",
  "send-batch",
  "record-feedback",
  "import-list",
] as const;
/** Whether letters wait in a queue, or what decides about them. Imports can wait. */
export const sends = (name: QueueName): boolean => name !== "import-list";
export type QueueName = (typeof queueNames)[number];

/** Returns the names of a stage's resources in AWS, for the stacks and the doctor. */
export function namesOf(stage: string) {
  const prefix = `dear-colleague-${stage}`;
  return {
    table: prefix,
    /** The prefix of each secret's name. The rest is one of `secretNames`. */
    secretsPrefix: `${prefix}/`,
    secret: (name: SecretName) => `${prefix}/${name}`,
    /** The single secret of older versions, with all keys in it. */
    oldSecret: `${prefix}-keys`,
    configurationSet: prefix,
    eventTopic: `${prefix}-ses-events`,
    alarmTopic: `${prefix}-alarms`,
    /** Names of buckets are shared by all accounts and regions of AWS. */
    importBucket: (account: string, region: string) => `${prefix}-imports-${account}-${region}`,
    budget: `${prefix}-budget`,
    clock: `${prefix}-clock`,
    feeds: `${prefix}-feeds`,
    queue: (name: QueueName) => `${prefix}-${name}`,
    deadLetters: (name: QueueName) => `${prefix}-${name}-dead-letters`,
    accessLog: (site: string) => `/aws/vendedlogs/${prefix}-${site}-access`,
    function: (name: string) => `${prefix}-${name}`,
    dataStack: `${prefix}-data`,
    pipelineStack: `${prefix}-pipeline`,
  };
}

/** The context (`--context`) with which `deploy` creates stacks that can still be deleted. */
export const withoutProtection = "protect=no";
