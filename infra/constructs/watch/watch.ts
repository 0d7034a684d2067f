import { Duration } from "aws-cdk-lib";
import { type IMetric, MathExpression } from "aws-cdk-lib/aws-cloudwatch";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Metric as MetricName } from "../../../functions/steps/pipeline.ts";
import type { QueueName } from "../../names.ts";
import type { LambdaName } from "../bundling.ts";
import type { HostedSite } from "../hosted-site.ts";
import type { QueueWithDeadLetters } from "../queue-with-dead-letters.ts";
import type { Worker } from "../worker.ts";
import { pipelineMetric, reputationMetric } from "./metrics.ts";

/** What is looked at. */
export type Watched = {
  readonly stage: string;
  readonly queues: Readonly<Record<QueueName, QueueWithDeadLetters>>;
  /** Events that SNS could not hand on. */
  readonly undelivered: IQueue;
  readonly workers: Readonly<Record<LambdaName, Worker>>;
  readonly sites: Readonly<Record<"editors" | "readers", HostedSite>>;
};

/** A condition that an operator has to hear of: `metric` has been `threshold` or above in `periods` periods in a row. */
export type Watch = {
  /** Names the alarm, and its section in docs/operating.md. */
  readonly id: string;
  readonly says: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly periods?: number;
  /** Below the threshold, and silence, are what is wrong. */
  readonly absence?: true;
  /** The clock measures how things are at each tick: without a measurement they are as they were, and the alarm stays. */
  readonly stays?: true;
};

const minute = Duration.minutes(1);
const minutes5 = Duration.minutes(5);
const day = Duration.days(1);

/** Seconds that the oldest message may be. A lane of send-batch comes back to its queue every few seconds. */
const oldest: Readonly<Record<QueueName, number>> = { "address-edition": 1_800, "send-batch": 1_800, "record-feedback": 600 };

export function watches({ stage, queues, undelivered, workers, sites }: Watched): Watch[] {
  const own = (name: MetricName, statistic: string, period: Duration) => pipelineMetric(stage, name, statistic, period);
  return [
    {
      id: "clock-silent",
      says: "The clock has not ticked for three minutes: nothing opens, nothing is recovered.",
      metric: own("clock-tick", "Sum", minute),
      threshold: 1,
      periods: 3,
      absence: true,
    },
    {
      id: "edition-late",
      says: "An edition was due five minutes ago, and is not open.",
      metric: own("slot-late", "Maximum", minute),
      threshold: 300,
    },
    {
      id: "edition-held",
      says: "An edition is held: nothing more of it is sent before a person has decided.",
      metric: own("held", "Maximum", minute),
      threshold: 1,
      stays: true,
    },
    {
      id: "events-silent",
      says: "SES accepted letters half an hour ago and has told nothing of them: the path of its events is broken.",
      metric: own("silent", "Maximum", minute),
      threshold: 1,
      stays: true,
    },
    {
      id: "pace-low",
      says: "Letters go out at less than half the account's rate.",
      metric: paceShortfall(own),
      threshold: 50,
      periods: 2,
    },
    {
      id: "uncertain",
      says: "SES has neither answered for some people nor named them in an event.",
      metric: own("uncertain", "Maximum", minute),
      threshold: 1,
    },
    {
      id: "ses-throttles",
      says: "SES refuses many messages as too many: somebody else is using the account's rate.",
      metric: own("throttled", "Sum", minutes5),
      threshold: 100,
    },
    {
      id: "edition-bounces",
      says: "Three in a hundred letters of an edition have bounced.",
      metric: own("bounce-percent", "Maximum", minute),
      threshold: 3,
    },
    {
      id: "edition-complaints",
      says: "Eight in ten thousand readers of an edition have complained of spam.",
      metric: own("complaint-percent", "Maximum", minute),
      threshold: 0.08,
    },
    {
      id: "day-bounces",
      says: "Three in a hundred letters of a day have bounced.",
      metric: ofAccepted(own, "bounced"),
      threshold: 3,
    },
    {
      id: "day-complaints",
      says: "Eight in ten thousand readers of a day's letters have complained of spam.",
      metric: ofAccepted(own, "complained"),
      threshold: 0.08,
    },
    {
      id: "letter-reported",
      says: "Receiving servers have reported ten of a day's letters for their authentication or a virus.",
      metric: own("letter-reported", "Sum", day),
      threshold: 10,
    },
    {
      id: "account-bounces",
      says: "SES counts three bounces in a hundred; at five it reviews the account.",
      metric: reputationMetric("Reputation.BounceRate"),
      threshold: 0.03,
    },
    {
      id: "account-complaints",
      says: "SES counts eight complaints in ten thousand; at ten it reviews the account.",
      metric: reputationMetric("Reputation.ComplaintRate"),
      threshold: 0.0008,
    },
    {
      id: "dead-letters-ses-events",
      says: "SNS could not hand an event of SES to the queue of record-feedback.",
      metric: undelivered.metricApproximateNumberOfMessagesVisible({ period: minute, statistic: "Maximum" }),
      threshold: 1,
    },
    ...Object.entries(queues).flatMap(([name, { queue, deadLetters }]): Watch[] => [
      {
        id: `dead-letters-${name}`,
        says: `${name} could not handle a message in five attempts.`,
        metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: minute, statistic: "Maximum" }),
        threshold: 1,
      },
      {
        id: `oldest-message-${name}`,
        says: `A message for ${name} waits too long.`,
        metric: queue.metricApproximateAgeOfOldestMessage({ period: minutes5, statistic: "Maximum" }),
        threshold: oldest[name as QueueName],
      },
    ]),
    ...Object.entries(workers).flatMap(([name, worker]): Watch[] => [
      {
        id: `errors-${name}`,
        says: `${name} threw, or ran out of time or memory.`,
        metric: worker.function.metricErrors({ period: minutes5 }),
        threshold: 1,
      },
      {
        id: `throttles-${name}`,
        says: `Lambda refuses to run ${name}: the account's concurrency is used up.`,
        metric: worker.function.metricThrottles({ period: minutes5 }),
        threshold: 1,
      },
    ]),
    ...Object.entries(sites).map(
      ([name, site]): Watch => ({
        id: `faults-${name}-site`,
        says: `The ${name}' site answers requests with errors of its own.`,
        metric: site.api.metricServerError({ period: minutes5, statistic: "Sum" }),
        threshold: 5,
      }),
    ),
  ];
}

type Own = (name: MetricName, statistic: string, period: Duration) => IMetric;

/** How much is missing of the account's rate, in percent, while more waits than five minutes at that rate can send. */
function paceShortfall(own: Own): MathExpression {
  return new MathExpression({
    expression: "IF(FILL(pending, 0) > 300 * FILL(rate, 1), 100 - 100 * FILL(accepted, 0) / (300 * FILL(rate, 1)), 0)",
    usingMetrics: {
      pending: own("pending", "Maximum", minutes5),
      rate: own("send-rate", "Maximum", minutes5),
      accepted: own("accepted", "Sum", minutes5),
    },
    period: minutes5,
    label: "Percent of the rate that is missing",
  });
}

/** Percent of a day's accepted letters; of fewer than a hundred it says nothing. */
function ofAccepted(own: Own, what: "bounced" | "complained"): MathExpression {
  return new MathExpression({
    expression: "IF(FILL(accepted, 0) >= 100, 100 * FILL(found, 0) / accepted, 0)",
    usingMetrics: { accepted: own("accepted", "Sum", day), found: own(what, "Sum", day) },
    period: day,
    label: `Percent ${what}`,
  });
}
