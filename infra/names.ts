/** The names of what a stage has in AWS: what the stacks create and the doctor looks for. */
export function namesOf(stage: string) {
  const prefix = `dear-colleague-${stage}`;
  return {
    table: prefix,
    secret: `${prefix}-keys`,
    configurationSet: prefix,
    eventTopic: `${prefix}-ses-events`,
    /** Where SNS puts the events that it could not hand to record-feedback's queue. */
    undelivered: `${prefix}-ses-events-dead-letters`,
    alarmTopic: `${prefix}-alarms`,
    clock: `${prefix}-clock`,
    /** A queue's dead-letter queue has `-dead-letters` after the queue's name. */
    queue: (name: "address-edition" | "send-batch" | "record-feedback") => `${prefix}-${name}`,
    deadLetters: (name: "address-edition" | "send-batch" | "record-feedback") => `${prefix}-${name}-dead-letters`,
    function: (name: string) => `${prefix}-${name}`,
    dataStack: `${prefix}-data`,
    pipelineStack: `${prefix}-pipeline`,
  };
}
