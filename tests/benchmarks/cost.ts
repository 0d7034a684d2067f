import sheet from "./prices.json" with { type: "json" };
import type { StepName } from "./processes/step.ts";
import type { EditionRun } from "./run-edition.ts";

/** Dollars for a million letters at one rate. */
export type Cost = {
  readonly lettersPerSecond: number;
  readonly sns: number;
  readonly sqs: number;
  readonly dynamodb: number;
  readonly lambda: number;
  readonly scheduler: number;
  /** Everything but SES's own price. */
  readonly pipeline: number;
  readonly ses: number;
};

export const { prices, assumptions } = sheet;

/** The rates at which costs are given, and how many workers send at each. */
export const rates = assumptions.ratesAndWorkers;
const million = 1_000_000;

/**
 * What a million letters cost. `atRate` was measured at this rate, which settles how large windows are and how many events come together;
 * `large` at the largest size, which settles what the clock's looks at a large ledger cost.
 */
export function costPerMillion(atRate: EditionRun, large: EditionRun): Cost {
  const { rate, people, steps } = atRate;
  const seconds = million / rate;
  const ticks = seconds / assumptions.secondsBetweenTicks;
  const perLetter = (amount: (step: EditionRun["steps"][StepName]) => number) =>
    (["address", "send", "feedback"] as const).reduce((sum, name) => sum + amount(steps[name]), 0) /
    people;
  const perTick = (amount: (step: EditionRun["steps"][StepName]) => number) =>
    amount(large.steps.clock) / Math.max(1, large.steps.clock.invocations);

  const writes =
    perLetter(step => step.writeUnits) * million +
    perTick(step => step.writeUnits) * ticks +
    steps.compose.writeUnits;
  const reads =
    perLetter(step => step.readUnits) * million +
    perTick(step => step.readUnits) * ticks +
    steps.compose.readUnits;
  const dynamodb =
    (writes * prices.writeUnitsPerMillion + reads * prices.readUnitsPerMillion) / million;

  const events = assumptions.eventsPerPerson * million;
  const sns = (events * prices.snsPerMillionPublishes) / million;
  // The poller here asks more often than Lambda's does, and SNS hands on one event at a time: so the events' requests are reckoned, the others counted.
  const ofEvents =
    events *
    (assumptions.sqsRequestsPerEventDelivered + 2 / assumptions.eventsPerReceiveAndPerDelete);
  const ofWork = ((steps.address.requests + steps.send.requests) / people) * million;
  const sqs = ((ofEvents + ofWork) * prices.sqsPerMillionRequests) / million;

  const lambda = lambdaCost(atRate, large, ticks);
  const scheduler = (ticks * prices.schedulerPerMillionInvocations) / million;
  const pipeline = sns + sqs + dynamodb + lambda + scheduler;
  return {
    lettersPerSecond: rate,
    sns,
    sqs,
    dynamodb,
    lambda,
    scheduler,
    pipeline,
    ses: prices.sesPerThousandLetters * 1_000,
  };
}

/** send-batch waits for SES's pace, so it is paid by the clock; the others by what they do, at the speed of a part of a processor. */
function lambdaCost(atRate: EditionRun, large: EditionRun, ticks: number): number {
  const { megabytes, megabytesOfOneProcessor, waitingMillisecondsPerInvocation } = assumptions;
  const scale = million / atRate.people;
  const gigabyteSeconds = (name: keyof typeof megabytes, cpu: number, invocations: number) => {
    const slower = Math.max(1, megabytesOfOneProcessor / megabytes[name]);
    return (
      ((cpu * slower + invocations * waitingMillisecondsPerInvocation) / 1_000) *
      (megabytes[name] / 1_024)
    );
  };
  const { steps, rate, sendWorkers } = atRate;
  const clock = large.steps.clock;
  const cpuOfTicks = (clock.cpu / Math.max(1, clock.invocations)) * ticks;
  const used = [
    sendWorkers * (million / rate) * (megabytes.send / 1_024),
    gigabyteSeconds("address", steps.address.cpu * scale, steps.address.invocations * scale),
    gigabyteSeconds("feedback", steps.feedback.cpu * scale, steps.feedback.invocations * scale),
    gigabyteSeconds("clock", cpuOfTicks, ticks),
    gigabyteSeconds("compose", steps.compose.cpu, 1),
  ];
  const requests =
    (steps.address.invocations + steps.send.invocations + steps.feedback.invocations) * scale +
    ticks;
  return (
    used.reduce((sum, each) => sum + each, 0) * prices.lambdaPerGbSecond +
    (requests * prices.lambdaPerMillionRequests) / million
  );
}
