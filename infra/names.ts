import type { SecretName } from "../functions/runtime/secrets.ts";

/** The queues, named after the Lambdas that work them off. */
export const queueNames = ["address-edition", "send-batch", "record-feedback"] as const;
export type QueueName = (typeof queueNames)[number];

/** The names of what a stage has in AWS: what the stacks create and the doctor looks for. */
export function namesOf(stage: string) {
  const prefix = `dear-colleague-${stage}`;
  return {
    table: prefix,
    /** What each secret's name begins with; `secretNames` are the rest. */
    secretsPrefix: `${prefix}/`,
    secret: (name: SecretName) => `${prefix}/${name}`,
    /** The one secret of versions that had all keys in it. */
    oldSecret: `${prefix}-keys`,
    configurationSet: prefix,
    eventTopic: `${prefix}-ses-events`,
    /** Where SNS puts the events that it could not hand to record-feedback's queue. */
    undelivered: `${prefix}-ses-events-dead-letters`,
    alarmTopic: `${prefix}-alarms`,
    budget: `${prefix}-budget`,
    clock: `${prefix}-clock`,
    /** A queue's dead-letter queue has `-dead-letters` after the queue's name. */
    queue: (name: QueueName) => `${prefix}-${name}`,
    deadLetters: (name: QueueName) => `${prefix}-${name}-dead-letters`,
    accessLog: (site: string) => `/aws/vendedlogs/${prefix}-${site}-access`,
    function: (name: string) => `${prefix}-${name}`,
    dataStack: `${prefix}-data`,
    pipelineStack: `${prefix}-pipeline`,
  };
}

/** The context (`--context`) by which `deploy` has the app make stacks that can still be deleted. */
export const withoutProtection = "protect=no";
